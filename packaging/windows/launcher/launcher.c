/* gonghai.exe and gonghai.com: load the Python that lies beside us and let it run the client.
 *
 * One source, built twice: for the desktop, and with -DCONSOLE for whoever types `gonghai doctor`. Nothing of the
 * person's own Python, of the folder we are started in or of the environment gets a say in what is loaded.
 */
#include <windows.h>
#include <shellapi.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#define LONGEST 32768
/* What the client itself never answers. */
#define OWN_FAULT 4
#define STANDARD_LIBRARY L"runtime\\python313.zip"
#define COUNT(array) (sizeof(array) / sizeof *(array))

typedef int (*python_main)(int, wchar_t **);

static const wchar_t *const needed[] = {
    L"runtime\\python313.dll", STANDARD_LIBRARY, L"runtime\\python313._pth",
    L"runtime\\Lib\\site-packages", L"app\\launch.py", L"app\\desktop\\modules.pack",
};
/* Other programs set these for everybody, and then Qt loads their plugins instead of ours. */
static const wchar_t *const misleading[] = {L"QT_PLUGIN_PATH", L"QT_QPA_PLATFORM_PLUGIN_PATH", L"QT_STYLE_OVERRIDE"};

static int tell(const wchar_t *sentence, const wchar_t *about, unsigned long code)
{
    static wchar_t text[LONGEST + 1024];
    swprintf(text, COUNT(text), L"%ls\n\n%ls (%lu)", sentence, about, code);
#ifdef CONSOLE
    HANDLE console = GetStdHandle(STD_ERROR_HANDLE);
    unsigned long mode, written;
    if (GetConsoleMode(console, &mode)) {
        WriteConsoleW(console, text, (unsigned long)wcslen(text), &written, NULL);
        WriteConsoleW(console, L"\n", 1, &written, NULL);
    } else {
        static char bytes[4 * COUNT(text)];
        int length = WideCharToMultiByte(CP_UTF8, 0, text, -1, bytes, (int)sizeof bytes, NULL, NULL);
        if (length > 1)
            WriteFile(console, bytes, (unsigned long)length - 1, &written, NULL);
        WriteFile(console, "\r\n", 2, &written, NULL);
    }
#else
    MessageBoxW(NULL, text, L"Gonghai 公海", MB_OK | MB_ICONERROR | MB_SETFOREGROUND);
#endif
    return OWN_FAULT;
}

static int incomplete(const wchar_t *what, unsigned long code)
{
    return tell(L"公海的程序文件不完整，请管理员重新安装。\n"
                L"Gonghai's program files are incomplete: ask your administrator to install it again.",
                what, code);
}

/* A copy that broke off has lost the archive's end. Python would end without a word, as there is no console. */
static int ends_like_an_archive(const wchar_t *path)
{
    static const char mark[] = {'P', 'K', 5, 6};
    char end[22];
    unsigned long count = 0;
    HANDLE file = CreateFileW(path, GENERIC_READ, FILE_SHARE_READ, NULL, OPEN_EXISTING, FILE_ATTRIBUTE_NORMAL, NULL);
    if (file == INVALID_HANDLE_VALUE)
        return 0;
    LARGE_INTEGER back = {.QuadPart = -(long long)sizeof end};
    int is_read = SetFilePointerEx(file, back, NULL, FILE_END) && ReadFile(file, end, sizeof end, &count, NULL);
    CloseHandle(file);
    return is_read && count == sizeof end && !memcmp(end, mark, sizeof mark);
}

int main(void)
{
    static wchar_t self[LONGEST], path[LONGEST];
    unsigned long length = GetModuleFileNameW(NULL, self, LONGEST);
    wchar_t *end = length && length < LONGEST ? wcsrchr(self, L'\\') : NULL;
    if (!end)
        return incomplete(L"gonghai.exe", GetLastError());
    int folder = (int)(end - self) + 1;

    for (size_t i = 0; i < COUNT(needed); i++) {
        swprintf(path, LONGEST, L"%.*ls%ls", folder, self, needed[i]);
        if (GetFileAttributesW(path) == INVALID_FILE_ATTRIBUTES)
            return incomplete(path, GetLastError());
    }
    swprintf(path, LONGEST, L"%.*ls%ls", folder, self, STANDARD_LIBRARY);
    if (!ends_like_an_archive(path))
        return incomplete(path, ERROR_FILE_CORRUPT);
    for (size_t i = 0; i < COUNT(misleading); i++)
        SetEnvironmentVariableW(misleading[i], NULL);

    /* Neither the current folder nor PATH is searched for libraries, whoever asks. */
    SetDllDirectoryW(L"");
    SetDefaultDllDirectories(LOAD_LIBRARY_SEARCH_DEFAULT_DIRS);
    swprintf(path, LONGEST, L"%.*lsruntime", folder, self);
    AddDllDirectory(path);
    swprintf(path, LONGEST, L"%.*ls%ls", folder, self, needed[0]);
    HMODULE python = LoadLibraryExW(path, NULL, LOAD_LIBRARY_SEARCH_DLL_LOAD_DIR | LOAD_LIBRARY_SEARCH_DEFAULT_DIRS);
    if (!python)
        return incomplete(path, GetLastError());
    python_main run = (python_main)(void *)GetProcAddress(python, "Py_Main");
    if (!run)
        return incomplete(path, GetLastError());

    int count;
    wchar_t **given = CommandLineToArgvW(GetCommandLineW(), &count);
    wchar_t *ours[] = {self, L"-I", L"-X", L"utf8", L"-m", L"launch"};
    wchar_t **all = given ? calloc(COUNT(ours) + (size_t)count, sizeof *all) : NULL;
    if (!all)
        return tell(L"内存不足，公海无法启动。\nThere is not enough memory to start Gonghai.", self, GetLastError());
    for (size_t i = 0; i < COUNT(ours); i++)
        all[i] = ours[i];
    for (int i = 1; i < count; i++)
        all[COUNT(ours) + (size_t)i - 1] = given[i];

    int ended = run((int)COUNT(ours) + (count > 1 ? count - 1 : 0), all);
#ifndef CONSOLE
    /* Python answers 1 for an error nobody caught; without a console it would otherwise be silence. The doctor says 1
       for "something is to be done". */
    if (ended == 1 && (count < 2 || wcscmp(given[1], L"doctor")))
        return tell(L"公海因错误而结束。请重新打开；若再次出现，请在命令提示符中运行 gonghai doctor。\n"
                    L"Gonghai ended because of an error. Open it again; if it happens again, "
                    L"run \"gonghai doctor\" in a command prompt.",
                    self, 1);
#endif
    return ended;
}
