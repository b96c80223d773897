/* A stand-in for the desktop app's library: it gives back the message, or fails as its account name says. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int outstanding;

static size_t bytes_as_json(const char *text, size_t length, char *into) {
  size_t at = 0;
  for (size_t i = 0; i < length; i++) {
    at += (size_t)sprintf(into + at, "%s%d", i ? "," : "", (unsigned char)text[i]);
  }
  return at;
}

int32_t op_sdk_ipc_send_message(const uint8_t *message, size_t length, uint8_t **out,
                                size_t *out_length, size_t *out_capacity) {
  char *text = calloc(length + 1, 1);
  memcpy(text, message, length);
  int32_t code = 0;
  if (strstr(text, "\"closed\"")) code = -2;
  if (strstr(text, "\"dropped\"")) code = -5;
  if (strstr(text, "\"broken\"")) code = -9;
  if (code) {
    free(text);
    return code;
  }
  const char *refusal = "{\"name\":\"DesktopSessionExpired\",\"message\":\"sign in again\"}";
  int refused = strstr(text, "\"refused\"") != NULL;
  char count[16];
  sprintf(count, "%d", outstanding);
  const char *payload = refused ? refusal : strstr(text, "\"count\"") ? count : text;
  size_t capacity = strlen(payload) * 4 + 64;
  char *answer = malloc(capacity);
  size_t at = (size_t)sprintf(answer, "{\"success\":%s,\"payload\":[", refused ? "false" : "true");
  at += bytes_as_json(payload, strlen(payload), answer + at);
  at += (size_t)sprintf(answer + at, "]}");
  if (strstr(text, "\"nonsense\"")) at = (size_t)sprintf(answer, "[]");
  free(text);
  outstanding++;
  *out = (uint8_t *)answer;
  *out_length = at;
  *out_capacity = capacity;
  return 0;
}

void op_sdk_ipc_free_response(uint8_t *buffer, size_t length, size_t capacity) {
  (void)length;
  (void)capacity;
  free(buffer);
  outstanding--;
}
