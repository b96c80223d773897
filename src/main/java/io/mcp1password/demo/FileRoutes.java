package io.mcp1password.demo;

import jakarta.json.JsonObject;
import java.util.Base64;
import java.util.List;

/** The routes of an item's files, which can only be read. */
final class FileRoutes {

  /** The largest content that is told inline: Connect's default of OP_MAX_INLINE_FILE_SIZE_KB. */
  private static final int MAX_INLINE_BYTES = 100 * 1024;

  Answer list(Request request, StoredVault vault) {
    List<JsonObject> files =
        files(request, vault).stream().map(file -> shown(file, request, vault)).toList();
    return Answer.json(200, ConnectJson.array(files));
  }

  Answer get(Request request, StoredVault vault) {
    return Answer.json(200, shown(file(request, vault), request, vault));
  }

  Answer content(Request request, StoredVault vault) {
    JsonObject file = file(request, vault);
    return Answer.file(file.getString("name", "file"), vault.file(request.fileId()));
  }

  private static JsonObject file(Request request, StoredVault vault) {
    return files(request, vault).stream()
        .filter(file -> file.getString("id", "").equals(request.fileId()))
        .findFirst()
        .orElseThrow(() -> Refusal.notFound("file", request.fileId()));
  }

  private static List<JsonObject> files(Request request, StoredVault vault) {
    return ConnectJson.objects(vault.item(request.itemId()), "files");
  }

  private static JsonObject shown(JsonObject file, Request request, StoredVault vault) {
    if (!request.query().getOrDefault("inline_files", "").equals("true")) {
      return file;
    }
    String id = file.getString("id");
    byte[] content = vault.file(id);
    if (content.length > MAX_INLINE_BYTES) {
      throw new Refusal(
          413,
          "File is too large to inline in request. Use the"
              + " /v1/vaults/%s/items/%s/files/%s/content endpoint instead."
                  .formatted(vault.id(), request.itemId(), id));
    }
    return ConnectJson.object(file)
        .add("content", Base64.getEncoder().encodeToString(content))
        .build();
  }
}
