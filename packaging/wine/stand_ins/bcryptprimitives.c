/* Wine 8 has no bcryptprimitives.dll, which whatever is written in Rust asks for chance. This one passes the question
 * on to the system's own generator. Never part of the product. */

#include <windows.h>
#include <ntsecapi.h>

#define EXPORT __declspec(dllexport)
#define AT_ONCE 65536

EXPORT const char gonghai_stand_in[] = "Gonghai stand-in for Wine only: bcryptprimitives";

EXPORT BOOL WINAPI ProcessPrng(BYTE *data, SIZE_T bytes)
{
    while (bytes > 0) {
        ULONG part = bytes < AT_ONCE ? (ULONG)bytes : AT_ONCE;
        if (!RtlGenRandom(data, part))
            return FALSE;
        data += part;
        bytes -= part;
    }
    return TRUE;
}
