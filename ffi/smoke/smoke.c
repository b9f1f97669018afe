/*
 * The C door from C: first what the header promises, then any requests given.
 *
 *   smoke [--image FILE]... [--operation NAME] [--manifest] [REQUEST_FILE]...
 *
 * Prints one frame per reply on standard output: `manifest`, `ok` or `problem`, the length, a line feed, the reply as it
 * came, a line feed. Exit code 1 means that a promise was broken or a file could not be read.
 */
#include "santei.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_IMAGES 8

#define PROMISE(condition)                                                          \
    do {                                                                            \
        if (!(condition)) {                                                         \
            fprintf(stderr, "%s:%d: broken: %s\n", __FILE__, __LINE__, #condition); \
            exit(1);                                                                \
        }                                                                           \
    } while (0)

static const santei_buffer EMPTY = {NULL, 0};

static santei_bytes lend(const char *text)
{
    santei_bytes bytes;
    bytes.data = (const uint8_t *)text;
    bytes.length = strlen(text);
    return bytes;
}

/* Every failing call tells why, as a JSON object; freeing empties the buffer and may be repeated. */
static void expect_problem(santei_buffer *problem)
{
    PROMISE(problem->data != NULL && problem->length > 2);
    PROMISE(problem->data[0] == '{' && problem->data[problem->length - 1] == '}');
    santei_buffer_free(problem);
    PROMISE(problem->data == NULL && problem->length == 0);
    santei_buffer_free(problem);
}

static void check_opening(void)
{
    santei_bytes no_image = lend("this is no image");
    santei_bytes no_file = lend("there/is/no/such.img");
    santei_bytes nothing = {NULL, 1};
    santei_buffer problem = EMPTY;
    santei_engine *engine = NULL;
    santei_engine *before;

    PROMISE(santei_open_memory(NULL, 0, &engine, &problem) == SANTEI_STATUS_OK);
    PROMISE(engine != NULL && problem.data == NULL);

    /* A failing call leaves the handle as it was. */
    before = engine;
    PROMISE(santei_open_memory(&no_image, 1, &engine, &problem) == SANTEI_STATUS_IMAGE);
    PROMISE(engine == before);
    expect_problem(&problem);
    PROMISE(santei_open_files(&no_file, 1, &engine, &problem) == SANTEI_STATUS_FILE);
    PROMISE(engine == before);
    expect_problem(&problem);
    PROMISE(santei_open_memory(&nothing, 1, &engine, &problem) == SANTEI_STATUS_ARGUMENT);
    PROMISE(engine == before);
    expect_problem(&problem);
    PROMISE(santei_open_memory(NULL, 1, &engine, &problem) == SANTEI_STATUS_ARGUMENT);
    expect_problem(&problem);
    PROMISE(santei_open_memory(NULL, 0, NULL, &problem) == SANTEI_STATUS_ARGUMENT);
    expect_problem(&problem);
    PROMISE(santei_open_memory(NULL, 0, &engine, NULL) == SANTEI_STATUS_ARGUMENT);
    PROMISE(engine == before);

    santei_engine_free(engine);
    santei_engine_free(NULL);
    santei_buffer_free(NULL);
}

typedef santei_status (*santei_operation)(const santei_engine *, const uint8_t *, size_t, santei_buffer *);

/* Operations by the name they have at every door. */
static santei_operation named(const char *name)
{
    if (strcmp(name, "charge") == 0) {
        return santei_charge;
    }
    if (strcmp(name, "check") == 0) {
        return santei_check;
    }
    if (strcmp(name, "checkUke") == 0) {
        return santei_check_uke;
    }
    if (strcmp(name, "buildClaim") == 0) {
        return santei_build_claim;
    }
    PROMISE(strcmp(name, "calculate") == 0);
    return santei_calculate;
}

/* The other operations answer as calculating does. */
static void check_others(const santei_engine *engine)
{
    static const char *names[] = {"charge", "check", "checkUke", "buildClaim"};
    const uint8_t request[] = {'{', 0xff, '}'};
    santei_buffer reply = EMPTY;
    size_t at;

    for (at = 0; at < sizeof names / sizeof *names; at++) {
        santei_operation operation = named(names[at]);

        PROMISE(operation(engine, request, sizeof request, &reply) == SANTEI_STATUS_PROBLEM);
        expect_problem(&reply);
        PROMISE(operation(engine, NULL, 1, &reply) == SANTEI_STATUS_ARGUMENT);
        expect_problem(&reply);
        PROMISE(operation(NULL, request, sizeof request, &reply) == SANTEI_STATUS_ARGUMENT);
        expect_problem(&reply);
        PROMISE(operation(engine, request, sizeof request, NULL) == SANTEI_STATUS_ARGUMENT);
    }
}

static void check_calculating(const santei_engine *engine)
{
    const uint8_t request[] = {'{', 0xff, '}'};
    santei_buffer reply = EMPTY;

    PROMISE(santei_calculate(engine, request, sizeof request, &reply) == SANTEI_STATUS_PROBLEM);
    expect_problem(&reply);
    PROMISE(santei_calculate(engine, NULL, 0, &reply) == SANTEI_STATUS_PROBLEM);
    expect_problem(&reply);
    PROMISE(santei_calculate(engine, NULL, 1, &reply) == SANTEI_STATUS_ARGUMENT);
    expect_problem(&reply);
    PROMISE(santei_calculate(engine, request, SIZE_MAX, &reply) == SANTEI_STATUS_ARGUMENT);
    expect_problem(&reply);
    PROMISE(santei_calculate(NULL, request, sizeof request, &reply) == SANTEI_STATUS_ARGUMENT);
    expect_problem(&reply);
    PROMISE(santei_calculate(engine, request, sizeof request, NULL) == SANTEI_STATUS_ARGUMENT);
    PROMISE(santei_manifest(NULL, &reply) == SANTEI_STATUS_ARGUMENT);
    expect_problem(&reply);
    PROMISE(santei_manifest(engine, NULL) == SANTEI_STATUS_ARGUMENT);
}

static santei_buffer read_file(const char *path)
{
    santei_buffer content = EMPTY;
    long end = -1;
    FILE *file = fopen(path, "rb");

    if (file != NULL && fseek(file, 0, SEEK_END) == 0) {
        end = ftell(file);
    }
    if (end < 0 || fseek(file, 0, SEEK_SET) != 0) {
        fprintf(stderr, "cannot read %s\n", path);
        exit(1);
    }
    content.length = (size_t)end;
    content.data = malloc(content.length + 1);
    PROMISE(content.data != NULL);
    PROMISE(fread(content.data, 1, content.length, file) == content.length);
    fclose(file);
    return content;
}

static void print_reply(const char *what, santei_buffer *reply)
{
    printf("%s %lu\n", what, (unsigned long)reply->length);
    fwrite(reply->data, 1, reply->length, stdout);
    putchar('\n');
    santei_buffer_free(reply);
}

static void answer(const santei_engine *engine, santei_operation operation, const char *path)
{
    santei_buffer request = read_file(path);
    santei_buffer reply = EMPTY;
    santei_status status = operation(engine, request.data, request.length, &reply);

    PROMISE(status == SANTEI_STATUS_OK || status == SANTEI_STATUS_PROBLEM);
    free(request.data); /* ours, so free(); the reply is the library's */
    print_reply(status == SANTEI_STATUS_OK ? "ok" : "problem", &reply);
}

int main(int count, char **arguments)
{
    santei_bytes images[MAX_IMAGES];
    size_t image_count = 0;
    santei_engine *engine = NULL;
    santei_buffer reply = EMPTY;
    santei_operation operation = santei_calculate;
    int at = 1;

    PROMISE(santei_abi_version() == SANTEI_ABI_VERSION);
    check_opening();

    for (; at + 1 < count && strcmp(arguments[at], "--image") == 0; at += 2) {
        PROMISE(image_count < MAX_IMAGES);
        images[image_count++] = lend(arguments[at + 1]);
    }
    if (santei_open_files(images, image_count, &engine, &reply) != SANTEI_STATUS_OK) {
        fwrite(reply.data, 1, reply.length, stderr);
        santei_buffer_free(&reply);
        return 1;
    }
    check_calculating(engine);
    check_others(engine);

    for (; at < count; at++) {
        if (strcmp(arguments[at], "--manifest") == 0) {
            PROMISE(santei_manifest(engine, &reply) == SANTEI_STATUS_OK);
            print_reply("manifest", &reply);
        } else if (at + 1 < count && strcmp(arguments[at], "--operation") == 0) {
            operation = named(arguments[++at]);
        } else {
            answer(engine, operation, arguments[at]);
        }
    }
    santei_engine_free(engine);
    return 0;
}
