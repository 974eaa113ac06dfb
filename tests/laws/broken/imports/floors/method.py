import floors.web
