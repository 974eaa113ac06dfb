def page(request):
    return Plan.objects.all()
