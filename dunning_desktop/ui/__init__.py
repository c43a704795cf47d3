"""The window and everything in it.

How a page is made:

1. Subclass ``pages.page.Page`` with ``name``, ``icon_name`` (a file of resources/icons), and
   ``watches`` (which ``Touched`` make it load again). Build widgets into ``self.body``; put the
   main actions beside the heading with ``self.add_button(action(...), primary=True)`` and return
   them from ``actions_of_page`` so that the menu and Ctrl+K know them. Override ``reload``.
2. Ask with ``self.desk.ask(use_case, *args, then=self._show, owner=self, latest="rows")``, write
   with ``self.desk.do(use_case, *args, owner=self, then=..., failed=...)``, talk to a network with
   ``self.desk.mail(...)``. A ``DunningError`` nobody takes becomes a plain sentence in a dialog.
   Long work: pass ``progress=JobProgress(self)``. No widget ever holds the office.
3. A long list is a ``tables.listing.Listing`` with ``Column`` values (see ``pages.invoices``);
   ``pages.list_page.ListPage`` adds the details panel. Under 1,000 rows a Listing does as well.
4. Give it a ``Place`` in ``parts.places``: it is imported and made when it is first opened.
   What the window opens beside its pages (review, import, welcome) is wired in ``views``.

Words: ``ui.text``. Looks: ``ui.look`` (never a colour or a distance of one's own), labels from
``ui.widgets.labels``, buttons from ``ui.widgets.buttons``, forms from ``ui.widgets.form``.
Tests: ``tests/ui/conftest.py`` has ``office``, ``desk`` (inline lanes) and ``shell``.
"""
