/* Wine's own mscms.dll ends the program when Qt asks for a colour profile. This one has none to give.
 * Never part of the product. */

#include <windows.h>

#define EXPORT __declspec(dllexport)

EXPORT const char gonghai_stand_in[] = "Gonghai stand-in for Wine only: mscms";

EXPORT HANDLE WINAPI OpenColorProfileW(void *profile, DWORD access, DWORD share, DWORD creation)
{
    SetLastError(ERROR_NOT_SUPPORTED);
    return NULL;
}

EXPORT HANDLE WINAPI WcsCreateIccProfile(HANDLE profile, DWORD options)
{
    SetLastError(ERROR_NOT_SUPPORTED);
    return NULL;
}

EXPORT BOOL WINAPI GetColorProfileFromHandle(HANDLE profile, BYTE *data, DWORD *bytes)
{
    SetLastError(ERROR_NOT_SUPPORTED);
    return FALSE;
}

EXPORT BOOL WINAPI CloseColorProfile(HANDLE profile) { return TRUE; }
