"""A folder that any host serves: built, completed, held against the manual, searched, staged.

In: a project's folder, or a folder of HTML that a generator built. Out: a site, or the problems that stop it.
Must not know how a page looks, nor import a generator.
"""
