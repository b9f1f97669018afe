// The header is C++ as well: compiled with every warning an error, linked and run.
#include "santei.h"

int main()
{
    return santei_abi_version() == SANTEI_ABI_VERSION ? 0 : 1;
}
