// Uses every kind of feature once by the official client, and prints what came back as one JSON
// object. It starts the server that MCP_COMMAND names (an array), or else speaks to MCP_URL.
// The form of the first reveal is answered with yes, that of the second is declined.
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { getDefaultEnvironment, StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { ElicitRequestSchema } from "@modelcontextprotocol/sdk/types.js";

const { JAVA_HOME, MCP_COMMAND, MCP_URL, MCP_TOKEN } = process.env;
let errors = "";

function stdio([command, ...args]) {
  const env = { ...getDefaultEnvironment(), JAVA_HOME };
  const transport = new StdioClientTransport({ command, args, env, stderr: "pipe" });
  transport.stderr.on("data", (chunk) => (errors += chunk));
  return transport;
}

const transport = MCP_COMMAND
  ? stdio(JSON.parse(MCP_COMMAND))
  : new StreamableHTTPClientTransport(new URL(MCP_URL), {
      requestInit: { headers: { Authorization: `Bearer ${MCP_TOKEN}` } },
    });
const client = new Client(
  { name: "typescript-client", version: "1.0.0" },
  { capabilities: { elicitation: { form: {} } } },
);
const forms = [];
client.setRequestHandler(ElicitRequestSchema, ({ params }) => {
  forms.push(params);
  return forms.length === 1
    ? { action: "accept", content: { agree: true, reason: "set up the new server" } }
    : { action: "decline" };
});
await client.connect(transport);

const reveal = {
  name: "secret_reveal",
  arguments: { reference: "op://Engineering/Deploy API/credential" },
};
const { tools } = await client.listTools();
const found = await client.callTool({ name: "item_search", arguments: { query: "deploy", limit: 1 } });
const { resources } = await client.listResources();
const { resourceTemplates } = await client.listResourceTemplates();
const vaults = await client.readResource({ uri: "onepassword://vaults" });
const items = await client.readResource({ uri: "onepassword://vaults/Engineering/items" });
const unknownResource = await client
  .readResource({ uri: "onepassword://nothing" })
  .catch((error) => error.code);
const { prompts } = await client.listPrompts();
const prompt = await client.getPrompt({ name: "vault-audit", arguments: { vaultId: "Engineering" } });
const { completion } = await client.complete({
  ref: { type: "ref/prompt", name: "vault-audit" },
  argument: { name: "vaultId", value: "Eng" },
});
const agreed = await client.callTool(reveal);
const declined = await client.callTool(reveal);
const { protocolVersion } = transport;
const server = client.getServerVersion();
await client.close();

console.log(
  JSON.stringify({
    protocolVersion,
    server,
    tools,
    found,
    resources,
    resourceTemplates,
    vaults,
    items,
    unknownResource,
    prompts,
    prompt,
    completion,
    forms,
    agreed,
    declined,
    errors,
  }),
);
