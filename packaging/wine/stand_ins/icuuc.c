/* Wine has no icuuc.dll, and Qt6Core.dll cannot be loaded without one. This one knows no converter: Qt's legacy text
 * codecs, which the client does not use, say that they are unavailable. Never part of the product. */

#include <stddef.h>

#define EXPORT __declspec(dllexport)
#define U_UNSUPPORTED_ERROR 16

EXPORT const char gonghai_stand_in[] = "Gonghai stand-in for Wine only: icuuc";

static void *unavailable(int *status)
{
    if (status != NULL)
        *status = U_UNSUPPORTED_ERROR;
    return NULL;
}

EXPORT void *ucnv_open(const char *name, int *status) { return unavailable(status); }
EXPORT void ucnv_close(void *converter) {}
EXPORT void ucnv_reset(void *converter) {}
EXPORT signed char ucnv_getMaxCharSize(const void *converter) { return 0; }
EXPORT const char *ucnv_getName(const void *converter, int *status) { return unavailable(status); }
EXPORT int ucnv_countAvailable(void) { return 0; }
EXPORT const char *ucnv_getAvailableName(int number) { return NULL; }
EXPORT const char *ucnv_getStandardName(const char *name, const char *standard, int *status)
{
    return unavailable(status);
}
EXPORT int ucnv_toUCountPending(const void *converter, int *status) { unavailable(status); return -1; }
EXPORT int ucnv_fromUCountPending(const void *converter, int *status) { unavailable(status); return -1; }

/* Only ever called with a converter, and nobody gets one here. */
EXPORT void UCNV_FROM_U_CALLBACK_SUBSTITUTE(void) {}
EXPORT void UCNV_TO_U_CALLBACK_SUBSTITUTE(void) {}
EXPORT void ucnv_getToUCallBack(void) {}
EXPORT void ucnv_getFromUCallBack(void) {}
EXPORT void ucnv_setToUCallBack(void) {}
EXPORT void ucnv_setFromUCallBack(void) {}
EXPORT void ucnv_cbToUWriteUChars(void) {}
EXPORT void ucnv_cbFromUWriteUChars(void) {}
EXPORT void ucnv_toUnicode(void) {}
EXPORT void ucnv_fromUnicode(void) {}
