// read_exec_answer and is_current_id_token: anything but an answer is an Error.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "base/error.hpp"
#include "login/exec_credential.hpp"
#include "login/id_token.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(reinterpret_cast<const char*>(data), size);
    try {
        const auto answer = yare::read_exec_answer(text, "client.authentication.k8s.io/v1");
        const auto& given = answer.credentials;
        if (given.token.empty() && (given.certificate_pem.empty() || given.key_pem.empty())) {
            std::abort();
        }
    } catch (const yare::Error&) {
        // no answer
    }
    try {
        yare::is_current_id_token(text, yare::Moment());
    } catch (const yare::Error&) {
        // no token
    }
    return 0;
}
