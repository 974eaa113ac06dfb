def write(*, title):
    Plan.objects.create(title=title)
