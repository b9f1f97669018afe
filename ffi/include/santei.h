/*
 * Santei: Japan's medical fee schedule, calculated. C interface.
 *
 * One immutable engine, one JSON contract: a request goes in as UTF-8 JSON, a result or a problem (RFC 9457) comes out as
 * UTF-8 JSON, byte for byte the same as through every other door of Santei.
 *
 * Ownership
 *   What you pass in stays yours and is only read during the call.
 *   A santei_buffer that a call has filled is yours: free it with santei_buffer_free, whatever the status was.
 *   An engine from an open call is yours: free it once with santei_engine_free.
 *   Nothing of these may be passed to free().
 *
 * Threads
 *   An engine never changes after it was opened. Any number of threads may use the same one at the same time; functions
 *   that only use it take it as const. Freeing it is the exception: no other call may still be using it.
 *   A buffer belongs to one thread at a time. There is no global state and no "last error".
 *
 * Failure
 *   Every call that can fail returns a santei_status and puts either its reply or a problem into the buffer.
 *   A failing call changes nothing but that buffer; an engine handle keeps its value.
 *   When the pointer to the buffer itself is NULL, the call does nothing and returns SANTEI_STATUS_ARGUMENT.
 *   No panic crosses this border: a defect inside comes back as SANTEI_STATUS_INTERNAL.
 *   New status values may be added; treat an unknown one as a failure.
 *
 * This file is generated; change the comments of the Rust source instead.
 */

#ifndef SANTEI_H
#define SANTEI_H

#include <stddef.h>
#include <stdint.h>

/*
 Version of this interface. It grows when a program compiled against an older header could no longer run.
 */
#define SANTEI_ABI_VERSION 1

/*
 How a call ended. Every function that can fail returns one; 0 is success and nothing else is.
 */
enum santei_status
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : int32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    /*
     The call did what it says.
     */
    SANTEI_STATUS_OK = 0,
    /*
     The request could not be answered: no JSON, an unknown field, a value out of its list. Correct the request.
     */
    SANTEI_STATUS_PROBLEM = 1,
    /*
     An image of masters was refused: damaged, of another layout, or for the same days as another one.
     */
    SANTEI_STATUS_IMAGE = 2,
    /*
     A file could not be read.
     */
    SANTEI_STATUS_FILE = 3,
    /*
     A pointer is NULL where none may be, or a length is impossible. A defect of the calling program.
     */
    SANTEI_STATUS_ARGUMENT = 4,
    /*
     A defect of this library. The engine stays usable.
     */
    SANTEI_STATUS_INTERNAL = 5,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum santei_status santei_status;
#else
typedef int32_t santei_status;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

/*
 An engine: rules and masters, verified. It never changes after it was opened.
 */
typedef struct santei_engine santei_engine;

/*
 Bytes that the caller lends for the time of a call.
 */
typedef struct santei_bytes {
    /*
     First byte; may be NULL when `length` is 0.
     */
    const uint8_t *data;
    /*
     Number of bytes.
     */
    size_t length;
} santei_bytes;

/*
 Bytes that the library made and the caller owns: free them with `santei_buffer_free`.

 UTF-8 without a terminating zero. A call overwrites the buffer without looking at it, so free an old reply before
 reusing its buffer, or start from `{NULL, 0}`.
 */
typedef struct santei_buffer {
    /*
     First byte; NULL when empty.
     */
    uint8_t *data;
    /*
     Number of bytes.
     */
    size_t length;
} santei_buffer;

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

/*
 Version of the interface that the linked library speaks.

 Compare it with `SANTEI_ABI_VERSION` of the header once at start: they differ when a program runs with another
 library than it was compiled for. The release of the engine stands in the manifest.
 */
uint32_t santei_abi_version(void);

/*
 Opens an engine on images of masters in memory.

 `images` are `count` images as written by `santei masters build`, one per edition. They are copied and may be freed
 afterwards. With `count` 0 (and `images` NULL) the built-in starter edition is used: enough to try, not to bill. The
 rules are built in.

 - `SANTEI_STATUS_OK`: `*engine` is the new engine, `*problem` is empty.
 - else `*engine` keeps what it had and `*problem` tells why.

 # Safety
 `images` points to `count` readable values with readable bytes; `engine` is NULL or points to a writable pointer;
 `problem` is NULL or points to a writable buffer.
 */
santei_status santei_open_memory(const struct santei_bytes *images,
                                 size_t count,
                                 struct santei_engine **engine,
                                 struct santei_buffer *problem);

/*
 Opens an engine on image files. As `santei_open_memory`, with `count` paths in UTF-8 instead of images.

 # Safety
 `paths` points to `count` readable values with readable bytes; `engine` is NULL or points to a writable pointer;
 `problem` is NULL or points to a writable buffer.
 */
santei_status santei_open_files(const struct santei_bytes *paths,
                                size_t count,
                                struct santei_engine **engine,
                                struct santei_buffer *problem);

/*
 Frees an engine. NULL is ignored.

 # Safety
 `engine` is NULL or comes from an open call, is not freed yet, and no call uses it any more.
 */
void santei_engine_free(struct santei_engine *engine);

/*
 Calculates one request.

 `request` are `length` bytes of JSON (`santei/calculate/1`), borrowed for the call.

 - `SANTEI_STATUS_OK`: `*reply` is the result (`santei/result/1`). What is wrong with the *content* of a claim stands in
   its findings and is no failure.
 - `SANTEI_STATUS_PROBLEM`: the request has no answer; `*reply` is the problem.
 - `SANTEI_STATUS_ARGUMENT`, `SANTEI_STATUS_INTERNAL`: see there.

 May be called at the same time from any number of threads with the same engine.

 # Safety
 `engine` comes from an open call and is not freed before this call returns; `request` points to `length` readable
 bytes (or is NULL with length 0); `reply` is NULL or points to a writable buffer.
 */
santei_status santei_calculate(const struct santei_engine *engine,
                               const uint8_t *request,
                               size_t length,
                               struct santei_buffer *reply);

/*
 Charges visits or months (`santei/charge/1`, result `santei/charge-result/1`): what the patient pays, and who bears the rest.

 Points by payer set go in, without codes. Everything else is as for `santei_calculate`.

 # Safety
 As for `santei_calculate`.
 */
santei_status santei_charge(const struct santei_engine *engine,
                            const uint8_t *request,
                            size_t length,
                            struct santei_buffer *reply);

/*
 Judges what a request of `santei_calculate` bills, before it is claimed (result `santei/check-result/1`).

 Everything else is as for `santei_calculate`.

 # Safety
 As for `santei_calculate`.
 */
santei_status santei_check(const struct santei_engine *engine,
                           const uint8_t *request,
                           size_t length,
                           struct santei_buffer *reply);

/*
 Judges a claim file (`santei/check-uke/1`, result `santei/check-uke-result/1`): form, sums, points, and what the masters say.

 The request is JSON that carries the file as base64. Everything else is as for `santei_calculate`.

 # Safety
 As for `santei_calculate`.
 */
santei_status santei_check_uke(const struct santei_engine *engine,
                               const uint8_t *request,
                               size_t length,
                               struct santei_buffer *reply);

/*
 Builds the claim files of a month (`santei/build-claim/1`, result `santei/build-claim-result/1`).

 The result carries the files as base64. Everything else is as for `santei_calculate`.

 # Safety
 As for `santei_calculate`.
 */
santei_status santei_build_claim(const struct santei_engine *engine,
                                 const uint8_t *request,
                                 size_t length,
                                 struct santei_buffer *reply);

/*
 Tells what answers: engine version, rules, and the SHA-256 of every master used, as JSON.

 The same object stands in every result.

 # Safety
 `engine` comes from an open call and is not freed before this call returns; `reply` is NULL or points to a writable
 buffer.
 */
santei_status santei_manifest(const struct santei_engine *engine,
                              struct santei_buffer *reply);

/*
 Frees what a call put into a buffer, and empties the buffer.

 NULL and an empty buffer are ignored, so freeing the same buffer twice does no harm; freeing a *copy* of it does.

 # Safety
 `buffer` is NULL, or points to a buffer that is empty or was filled by this library and not copied.
 */
void santei_buffer_free(struct santei_buffer *buffer);

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

#endif  /* SANTEI_H */
