"""The stories, one a file: ``render`` and ``check``. Read these first;
they are also how a program uses tfgen.

    from pathlib import Path

    from tfgen.pipelines import check, render

    rendered = render.render(render.RenderRequest.of(Path("stack.yaml")))
    checked = check.check(check.CheckRequest((Path("envs/dev"),)))
    for diagnostic in (*rendered.result.diagnostics, *checked.result.diagnostics):
        print(diagnostic.code, diagnostic.file, diagnostic.summary)

Neither prints, writes or exits. ``rendered.output.files`` has the files' paths and texts; with
errors in ``rendered.result`` none of them is to be written. Mistakes of users are diagnostics;
docstrings name what is raised.
"""
