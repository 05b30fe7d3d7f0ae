#include "create_flags.hpp"
#include "request/generators/ingress.hpp"

namespace yare {

namespace {

constexpr FlagSpec k_ingress_flags[] = {
    k_missing_keys_flag,
    {"annotation", 0, FlagType::array, "[]",
     "Annotation to insert in the ingress object, in the format annotation=value"},
    {"class", 0, FlagType::text, "''", "Ingress Class to be used"},
    {"default-backend", 0, FlagType::text, "''", "Default service for backend, in format of svcname:port"},
    k_dry_run_flag,
    k_create_manager_flag,
    k_object_output_flag,
    {"rule", 0, FlagType::array, "[]",
     "Rule in format host/path=service:port[,tls=secretname]. Paths that end with '*' are of "
     "pathType=Prefix, "
     "without it. tls argument is optional."},
    k_save_config_flag,
    k_object_managed_fields_flag,
    k_template_flag,
    k_validate_flag,
};

FlagTable ingress_flags() { return k_ingress_flags; }

void parse_ingress(const ParsedFlags& flags, const std::string& program, ApiCommand& command) {
    NewIngress what;
    what.name = read_name(flags, program, k_create_ingress_verb.name);
    what.rules = flags.values("rule");
    what.annotations = flags.values("annotation");
    what.default_backend = flags.text_or("default-backend", "");
    what.ingress_class = flags.text_or("class", "");
    set_generate_request(
        flags, [what](const GeneratorSources& sources) { return make_ingress(what, sources); },
        "failed to create ingress: ", command);
}

}  // namespace

const Verb k_create_ingress_verb = {
    "create ingress",
    "Create an ingress with the specified name",
    "Create an ingress with the specified name.",
    "  # Direct requests to foo.com/bar to svc1:8080, with the TLS secret \"my-cert\"\n"
    "  %s create ingress simple --rule=\"foo.com/bar=svc1:8080,tls=my-cert\"\n"
    "  \n"
    "  # Create a catch all ingress of \"/path\" pointing to service svc:port and Ingress Class as "
    "\"otheringress\"\n"
    "  %s create ingress catch-all --class=otheringress --rule=\"/path=svc:port\"\n"
    "  \n"
    "  # Create an ingress with two annotations\n"
    "  %s create ingress annotated --class=default --rule=\"foo.com/bar=svc:port\" \\\n"
    "  --annotation ingress.annotation1=foo \\\n"
    "  --annotation ingress.annotation2=bla\n"
    "  \n"
    "  # Create an ingress with multiple hosts and the pathType as Prefix\n"
    "  %s create ingress ingress1 --class=default \\\n"
    "  --rule=\"foo.com/path*=svc:8080\" \\\n"
    "  --rule=\"bar.com/admin*=svc2:http\"\n"
    "  \n"
    "  # Create an ingress with TLS by the default ingress certificate\n"
    "  %s create ingress ingtls --class=default --rule=\"foo.com/=svc:https,tls\"\n"
    "  \n"
    "  # Create an ingress with a default backend\n"
    "  %s create ingress ingdefault --class=default \\\n"
    "  --default-backend=defaultsvc:http \\\n"
    "  --rule=\"foo.com/*=svc:8080,tls=secret1\"",
    "NAME --rule=host/path=service:port[,tls[=secret]]  [options]",
    ingress_flags,
    parse_ingress,
    "ing",
};

}  // namespace yare
