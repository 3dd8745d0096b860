"""Programs that build and prove the project. Nothing here is part of the mall."""
