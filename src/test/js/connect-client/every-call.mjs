// Makes every call of the official client and prints what came back as one JSON object.
import connect from "@1password/connect";

const { OnePasswordConnect, ItemBuilder } = connect;
const client = OnePasswordConnect({
  serverURL: process.env.STAND_IN_URL,
  token: process.env.STAND_IN_TOKEN,
  keepAlive: true,
});

const vaults = await client.listVaults();
const vault = await client.getVaultByTitle("日本 Office");
const items = await client.listItems(vault.id);
const byTitle = await client.getItemByTitle(vault.id, "Passport Élodie");
const containing = await client.listItemsByTitleContains(vault.id, "mailbox");

const created = await client.createItem(
  vault.id,
  new ItemBuilder()
    .setTitle("Made by the client")
    .setCategory("LOGIN")
    .addTag("made")
    .addUrl({ primary: true, href: "https://made.example.com" })
    .addField({ purpose: "USERNAME", value: "demo" })
    .addField({ purpose: "PASSWORD", generate: true, recipe: { length: 20, characterSets: ["LETTERS"] } })
    .addField({ label: "pin", type: "CONCEALED", value: "0000", sectionName: "More" })
    .addField({ label: "one-time password", type: "OTP", value: "JBSWY3DPEHPK3PXP" })
    .build(),
);
const code = await client.getItemOTP(vault.id, created.id);

created.title = "Renamed by the client";
const updated = await client.updateItem(vault.id, created);
const read = await client.getItem(vault.id, created.id);
await client.deleteItem(vault.id, created.id);
const afterDelete = await client.getItemById(vault.id, created.id).catch((error) => error);
const unknownVault = await client.getVaultById("a".repeat(26)).catch((error) => error);

const files = await client.listFiles(vault.id, "Lease contract");
const file = await client.getFileById(vault.id, "Lease contract", files[0].id);
const content = await client.getFileContent(vault.id, "Lease contract", file.id);

console.log(
  JSON.stringify({
    vaults: vaults.map((each) => each.name),
    vault: vault.name,
    items: items.length,
    byTitle: byTitle.fields.map((field) => field.label),
    containing: containing.map((item) => item.title),
    created: created.fields.map((field) => field.purpose ?? field.label),
    password: created.fields.find((field) => field.purpose === "PASSWORD").value,
    code,
    updated: { title: updated.title, version: updated.version },
    read: { title: read.title, version: read.version },
    afterDelete: afterDelete.status,
    unknownVault: unknownVault.message,
    file: file.name,
    content,
  }),
);
