package io.mcp1password.backend.connect;

import io.mcp1password.model.Secret;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An item as Connect writes it, whole or (without sections and fields) as an overview.
 *
 * <p>Only the members that are used, so that whatever else an item carries ({@code
 * additional_information}, {@code password_details} with the old passwords) goes no further.
 *
 * @param state empty while the item is active
 */
record ConnectItem(
    @Nullable String id,
    String title,
    @Nullable String vaultId,
    String category,
    List<Address> urls,
    List<String> tags,
    long version,
    String state,
    @Nullable String createdAt,
    @Nullable String updatedAt,
    List<Group> sections,
    List<Entry> fields) {

  static ConnectItem of(JsonMembers json) {
    return new ConnectItem(
        json.text("id"),
        json.textOrEmpty("title"),
        json.idOf("vault"),
        json.textOrEmpty("category"),
        json.objects("urls").map(Address::of).toList(),
        json.texts("tags"),
        json.number("version"),
        json.textOrEmpty("state"),
        json.text("createdAt", "created_at"),
        json.text("updatedAt", "updated_at"),
        json.objects("sections").map(Group::of).toList(),
        json.objects("fields").map(Entry::of).toList());
  }

  /** A website. */
  record Address(@Nullable String href, String label) {

    static Address of(JsonMembers json) {
      return new Address(json.text("href"), json.textOrEmpty("label"));
    }
  }

  /** A section. */
  record Group(@Nullable String id, String label) {

    static Group of(JsonMembers json) {
      return new Group(json.text("id"), json.textOrEmpty("label"));
    }
  }

  /**
   * A field.
   *
   * @param sectionId null outside every section
   * @param code the current code of a one-time password field
   */
  record Entry(
      @Nullable String id,
      @Nullable String label,
      String type,
      String purpose,
      @Nullable String sectionId,
      @Nullable Secret value,
      @Nullable Secret code) {

    static Entry of(JsonMembers json) {
      return new Entry(
          json.text("id"),
          json.text("label"),
          json.textOrEmpty("type"),
          json.textOrEmpty("purpose"),
          json.idOf("section"),
          json.secret("value"),
          json.secret("totp", "otp"));
    }
  }
}
