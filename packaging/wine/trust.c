/* Lays a certificate (DER) among the roots this Windows trusts, as a company's group policy does. For Wine only: among
 * the person's, as Wine 10 takes from the machine's whatever the host does not have. */

#include <windows.h>
#include <wincrypt.h>

#define LARGEST 65536

int wmain(int count, wchar_t **words)
{
    static BYTE certificate[LARGEST];
    DWORD length = 0;
    if (count != 2)
        return 2;
    HANDLE file = CreateFileW(words[1], GENERIC_READ, 0, NULL, OPEN_EXISTING, 0, NULL);
    if (file == INVALID_HANDLE_VALUE || !ReadFile(file, certificate, LARGEST, &length, NULL))
        return 3;
    HCERTSTORE roots =
        CertOpenStore(CERT_STORE_PROV_SYSTEM_REGISTRY_W, 0, 0, CERT_SYSTEM_STORE_CURRENT_USER, L"Root");
    if (roots == NULL)
        return 4;
    BOOL added = CertAddEncodedCertificateToStore(roots, X509_ASN_ENCODING, certificate, length,
                                                  CERT_STORE_ADD_REPLACE_EXISTING, NULL);
    CertCloseStore(roots, 0);
    return added ? 0 : 5;
}
