# Linli on a plain workerd: the gate, the objects on the local disk, the files of dist/.
#
# Run by `cargo xtask serve`, or by hand from anywhere (see docs/runbook.md):
#   workerd serve api/worker.capnp --directory-path objects=/var/lib/linli/objects \
#     --directory-path dist=dist --socket-addr http=127.0.0.1:8787
# Secrets come from the environment and are never in this file.

using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "gate", worker = .gate),
    (name = "objects", disk = (path = "../data/objects", writable = true)),
    (name = "dist", disk = (path = "../dist")),
  ],
  sockets = [(name = "http", address = "127.0.0.1:8787", http = (), service = "gate")],
);

const gate :Workerd.Worker = (
  modules = [
    (name = "index.js", esModule = embed "build/index.js"),
    (name = "index_bg.wasm", wasm = embed "build/index_bg.wasm"),
  ],
  compatibilityDate = "2026-04-24",
  # The unique key of a namespace is part of every object's address on disk: never change one.
  durableObjectNamespaces = [
    (className = "Community", uniqueKey = "linli-community", enableSql = true),
    (className = "Region", uniqueKey = "linli-region", enableSql = true),
    (className = "Archive", uniqueKey = "linli-archive", enableSql = true),
  ],
  durableObjectStorage = (localDisk = "objects"),
  bindings = [
    (name = "COMMUNITY", durableObjectNamespace = "Community"),
    (name = "REGION", durableObjectNamespace = "Region"),
    (name = "ARCHIVE", durableObjectNamespace = "Archive"),
    (name = "DIST", service = "dist"),
    (name = "MODE", fromEnvironment = "LINLI_MODE"),
    # Demonstration only: by how many minutes its clock is ahead. Production does not look at it.
    (name = "CLOCK_AHEAD_MINUTES", fromEnvironment = "LINLI_CLOCK_AHEAD_MINUTES"),
    (name = "SESSION_PEPPER", fromEnvironment = "LINLI_SESSION_PEPPER"),
    (name = "CODE_PEPPER", fromEnvironment = "LINLI_CODE_PEPPER"),
    (name = "CHECKIN_KEY", fromEnvironment = "LINLI_CHECKIN_KEY"),
    (name = "IDENTITY_KEY", fromEnvironment = "LINLI_IDENTITY_KEY"),
    (name = "OPERATOR_KEY", fromEnvironment = "LINLI_OPERATOR_KEY"),
    # Behind a proxy: the header in which it puts the caller's address. Not set where nothing sets it.
    (name = "ADDRESS_HEADER", fromEnvironment = "LINLI_ADDRESS_HEADER"),
    # Production: where one-time codes go, and the key that signs them.
    (name = "SENDER_URL", fromEnvironment = "LINLI_SENDER_URL"),
    (name = "SENDER_KEY", fromEnvironment = "LINLI_SENDER_KEY"),
  ],
);
