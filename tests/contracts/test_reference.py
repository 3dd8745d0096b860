"""What is generated from the code is as the code is."""

from tools import openapi, reference


class TestReference:
    def test_states_and_errors_are_fresh(self) -> None:
        for name, page in reference.PAGES.items():
            assert (reference.FOLDER / name).read_text(encoding="utf-8") == page()

    def test_the_openapi_document_is_fresh(self) -> None:
        assert openapi.DOCUMENT.read_bytes() == openapi.document()
