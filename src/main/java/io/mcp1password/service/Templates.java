package io.mcp1password.service;

import io.mcp1password.model.Secret;
import io.mcp1password.model.SecretReference;
import io.mcp1password.operation.Access;
import io.mcp1password.operation.Arg;
import io.mcp1password.operation.Audited;
import io.mcp1password.operation.ErrorCode;
import io.mcp1password.operation.Operation;
import io.mcp1password.operation.OperationException;
import io.mcp1password.operation.Verb;
import io.mcp1password.runner.allowlist.Allowlists;
import io.mcp1password.runner.file.WorkspaceFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The rendering of templates with secret references into files, past the conversation. */
public final class Templates {

  private static final Pattern PLACE = Pattern.compile("\\{\\{\\s*+(op://[^{}\\r\\n]{1,1000}+)}}");
  private static final int MAX_REFERENCES = 200;

  private final Runners runners;
  private final SecretResolver resolver;

  public Templates(Runners runners, ScopedBackend backend) {
    this.runners = runners;
    this.resolver = new SecretResolver(backend);
  }

  /** What {@link #render} takes. */
  record TemplateRender(
      @Arg("The absolute path of the workspace.") String workspaceRoot,
      @Arg("The template, a path within the workspace; {{ op://… }} marks the places.")
          String templatePath,
      @Arg("The file to write, a path within the workspace; its folder must be there.")
          String targetPath,
      @Arg(
              value = "Why this is needed, for the audit log; never put a secret here.",
              min = Access.REASON_MIN,
              max = Access.REASON_MAX)
          String reason) {

    TemplateRender {
      WorkspaceFiles.relative("templatePath", templatePath);
      WorkspaceFiles.relative("targetPath", targetPath);
    }
  }

  /** What {@link #render} returns. */
  record RenderedTemplate(
      @Arg("The file that was written, within the workspace.") String path,
      @Arg(value = "Its size in bytes.", audited = Audited.PLAIN) long size,
      @Arg(value = "How many places were filled.", audited = Audited.PLAIN) int referenceCount) {}

  @Operation(
      name = "op_template_render",
      title = "Render a template",
      description =
          "Fills the places {{ op://vault/item/field }} of a template with secrets, and writes the"
              + " result to a file in the workspace that only its owner can read. The secrets never"
              + " enter the conversation: do not read the file afterwards. The target must not be"
              + " under version control, unless it is ignored there.",
      access = Access.RUN,
      verb = Verb.POST,
      path = "/scripts/templates/render")
  RenderedTemplate render(TemplateRender input) {
    Path workspace = Allowlists.folder("workspaceRoot", input.workspaceRoot());
    Path template = WorkspaceFiles.relative("templatePath", input.templatePath());
    Path target = WorkspaceFiles.relative("targetPath", input.targetPath());
    requireAllowed(workspace, target);
    var files = new WorkspaceFiles(workspace);
    String text = files.read(template);
    List<SecretReference> places = places(text);
    runners.versionControl().requireIgnored(workspace.resolve(target));
    Map<SecretReference, Secret> values = resolver.values(places);
    long size = files.write(target, filled(text, values));
    return new RenderedTemplate(target.toString(), size, places.size());
  }

  /** Who could write an allowlist could run anything. */
  private void requireAllowed(Path workspace, Path target) {
    if (runners.settings().gates().unrestrictedScriptRunner()) {
      runners.allowlists().requireInRoots(workspace);
    } else {
      runners.allowlists().covering(workspace);
    }
    if (runners.allowlists().isRuleFile(workspace.resolve(target))) {
      throw refusal("the target is an allowlist or a manifest");
    }
  }

  private static List<SecretReference> places(String text) {
    var places = new ArrayList<SecretReference>();
    PLACE
        .matcher(text)
        .results()
        .limit(MAX_REFERENCES + 1L)
        .map(Templates::reference)
        .forEach(places::add);
    if (places.isEmpty()) {
      throw refusal("the template has no place of the form {{ op://vault/item/field }}");
    }
    if (places.size() > MAX_REFERENCES) {
      throw refusal("the template has more than " + MAX_REFERENCES + " places");
    }
    return places;
  }

  private static SecretReference reference(MatchResult place) {
    return SecretResolver.parse("a reference of the template", place.group(1).strip());
  }

  private static Secret filled(String text, Map<SecretReference, Secret> values) {
    return Secret.of(
        PLACE
            .matcher(text)
            .replaceAll(
                place ->
                    Matcher.quoteReplacement(
                        Objects.requireNonNull(values.get(reference(place))).reveal())));
  }

  private static OperationException refusal(String why) {
    return new OperationException(
        ErrorCode.COMMAND_REFUSED, "The template is not rendered: " + why + ".");
  }
}
