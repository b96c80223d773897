package io.mcp1password.backend.connect;

import io.mcp1password.backend.BackendException;
import io.mcp1password.backend.BackendException.Kind;
import io.mcp1password.model.Category;
import io.mcp1password.model.FieldType;
import java.util.ArrayList;
import java.util.List;

/**
 * What Connect loses of an item that is replaced as a whole.
 *
 * <p>An SSH key that is sent back as it came is text afterwards (1Password/connect issue 107);
 * files and what Connect shows as unknown cannot be sent at all.
 */
final class Losses {

  private Losses() {}

  /**
   * Refuses a replacement that would lose something, and tells what.
   *
   * @throws BackendException when it would
   */
  static void requireNone(ItemDocument item) {
    List<String> losses = of(item);
    if (!losses.isEmpty()) {
      throw new BackendException(
          Kind.UNSUPPORTED,
          "This change makes 1Password Connect replace the whole item, and would lose "
              + String.join(", ", losses)
              + ". Leave the sections as they are, or use a 1Password app. Nothing was changed.");
    }
  }

  private static List<String> of(ItemDocument document) {
    ConnectItem item = document.item();
    Category category = ConnectNames.category(item.category());
    List<FieldType> types =
        item.fields().stream().map(field -> ConnectNames.type(field.type())).toList();
    long unknown = types.stream().filter(FieldType.UNSUPPORTED::equals).count();
    var losses = new ArrayList<String>();
    if (category == Category.SSH_KEY || types.contains(FieldType.SSH_KEY)) {
      losses.add("the SSH key, which would become plain text");
    }
    if (category == Category.DOCUMENT || document.hasFiles()) {
      losses.add("its files");
    }
    if (category == Category.UNSUPPORTED) {
      losses.add("what is special about this kind of item");
    }
    if (unknown > 0) {
      losses.add(unknown + " field(s) of a type that Connect does not take back");
    }
    return losses;
  }
}
