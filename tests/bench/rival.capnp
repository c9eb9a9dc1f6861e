# The rival beside the API: the same workerd, the same date, the same kind of disk.

using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "rival", worker = .rival),
    (name = "objects", disk = (path = "out/objects", writable = true)),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "rival")],
);

const rival :Workerd.Worker = (
  modules = [(name = "rival.js", esModule = embed "out/rival.js")],
  compatibilityDate = "2026-04-24",
  compatibilityFlags = ["nodejs_compat"],
  durableObjectNamespaces = [(className = "Community", uniqueKey = "rival-community", enableSql = true)],
  durableObjectStorage = (localDisk = "objects"),
  bindings = [(name = "COMMUNITY", durableObjectNamespace = "Community")],
);
