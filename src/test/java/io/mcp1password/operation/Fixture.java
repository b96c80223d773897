package io.mcp1password.operation;

import io.mcp1password.config.GateSettings;
import io.mcp1password.model.Capability;
import io.mcp1password.model.Secret;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A few operations of each kind of access, which remember nothing. */
final class Fixture {

  static final String SECRET = "canary-7f3a";

  record Note(
      @Arg("The note's id.") String noteId,
      @Arg(value = "How many lines.", min = 1, max = 10, defaultValue = "3") int lines,
      @Arg("What to look for.") @Nullable String query,
      @Arg(value = "Whether to show the token.", defaultValue = "false") boolean reveal,
      @Arg(value = "A reference.", audited = Audited.HASHED) @Nullable String reference,
      @Arg(value = "References by name.", audited = Audited.COUNTED)
          @Nullable Map<String, String> references,
      @Arg("A password.") @Nullable Secret password) {}

  record NoteId(@Arg("The note's id.") String noteId) {}

  record Shown(
      @Arg(value = "The note's id.", audited = Audited.PLAIN) String noteId,
      @Arg("How many lines.") int lines,
      @Arg("The token.") @Nullable Secret token) {}

  @Operation(
      name = "note_read",
      title = "Read",
      description = "Reads a note.",
      access = Access.READ,
      revealArgument = "reveal",
      verb = Verb.POST,
      path = "/notes/{noteId}")
  Shown read(Note input) {
    return switch (input.noteId()) {
      case "fails" -> throw new IllegalStateException("with " + SECRET);
      case "missing" -> throw new OperationException(ErrorCode.NOT_FOUND, "No note \"missing\".");
      default ->
          new Shown(input.noteId(), input.lines(), input.reveal() ? Secret.of(SECRET) : null);
    };
  }

  @Operation(
      name = "note_write",
      title = "Write",
      description = "Writes a note.",
      access = Access.WRITE,
      verb = Verb.PUT,
      path = "/notes/{noteId}")
  Shown write(NoteId input) {
    return new Shown(input.noteId(), 0, null);
  }

  @Operation(
      name = "note_delete",
      title = "Delete",
      description = "Deletes a note.",
      access = Access.DESTRUCTIVE,
      verb = Verb.DELETE,
      path = "/notes/{noteId}")
  Shown delete(NoteId input) {
    return new Shown(input.noteId(), 0, null);
  }

  @Operation(
      name = "token_reveal",
      title = "Reveal",
      description = "Reveals a token.",
      access = Access.REVEAL,
      verb = Verb.POST,
      path = "/tokens/{noteId}")
  Shown reveal(NoteId input) {
    return new Shown(input.noteId(), 0, Secret.of(SECRET));
  }

  @Operation(
      name = "token_make",
      title = "Make",
      description = "Makes a token.",
      access = Access.GENERATE,
      verb = Verb.POST,
      path = "/tokens")
  Shown make() {
    return new Shown("new", 0, Secret.of(SECRET));
  }

  @Operation(
      name = "group_read",
      title = "Group",
      description = "Reads a group.",
      access = Access.READ,
      verb = Verb.GET,
      path = "/groups/{noteId}",
      requires = Capability.GROUPS)
  Shown group(NoteId input) {
    return new Shown(input.noteId(), 0, null);
  }

  static OperationCatalog catalog(GateSettings gates, Set<Capability> capabilities) {
    return OperationCatalog.of(List.of(new Fixture()), gates, capabilities);
  }
}
