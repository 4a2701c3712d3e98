export const id = 37;
export const ids = [37];
export const modules = {

/***/ 8037:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   KJ: () => (/* binding */ defaultPaths),
/* harmony export */   Mf: () => (/* binding */ makeProject),
/* harmony export */   T4: () => (/* binding */ readPolicy),
/* harmony export */   U8: () => (/* binding */ openProject),
/* harmony export */   ZA: () => (/* binding */ suggest),
/* harmony export */   nx: () => (/* binding */ inside)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7496);
/* harmony import */ var _engine_engine_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7860);
/* harmony import */ var _plan_plan_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5376);
/* harmony import */ var _policy_policy_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9773);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(7177);
/* harmony import */ var _retain_retain_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(457);
/* harmony import */ var _seal_seal_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(6413);
/* harmony import */ var _store_store_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(3551);
/* harmony import */ var _world_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(1430);











/** Every mistake is shown at its place before the one Problem that stands for all is thrown. */
function parseAloud(world, text, path, checks) {
    try {
        return (0,_policy_policy_js__WEBPACK_IMPORTED_MODULE_5__/* .parsePolicy */ .ON)(text, { path, env: world.env, checks });
    }
    catch (error) {
        maskSecrets(world, (0,_policy_policy_js__WEBPACK_IMPORTED_MODULE_5__/* .secretNames */ .XG)(text));
        for (const finding of (0,_policy_policy_js__WEBPACK_IMPORTED_MODULE_5__/* .policyFindings */ .Js)(error))
            world.log.fault({ file: path, text, finding });
        throw error;
    }
}
/** Where a policy is looked for, in this order. */
const defaultPaths = ['.github/backup-policy.yml', 'backup-policy.yml'];
/** Reads and checks the policy; every secret that it names is masked before anything else can print it. */
async function openProject(world, options) {
    const project = makeProject(world, await readPolicy(world, options.policy), options.source ?? []);
    if (options.shard === undefined)
        return project;
    const shard = (0,_plan_plan_js__WEBPACK_IMPORTED_MODULE_4__/* .parseShard */ .uK)(options.shard);
    return { ...project, sources: project.sources.filter(({ name }) => (0,_plan_plan_js__WEBPACK_IMPORTED_MODULE_4__/* .inShard */ .Iw)(name, shard)) };
}
/** The same of a policy that is not on this disk: another branch's. */
function makeProject(world, { path, text }, names) {
    const checks = { recipient: _seal_seal_js__WEBPACK_IMPORTED_MODULE_8__/* .recipientFault */ .cB, signer: _seal_seal_js__WEBPACK_IMPORTED_MODULE_8__/* .signerFault */ .Hv, cron: _plan_plan_js__WEBPACK_IMPORTED_MODULE_4__/* .cronFault */ .Rz };
    const policy = parseAloud(world, text, path, checks);
    maskSecrets(world, secretsOf(policy));
    const sources = selectSources(policy, names);
    const opened = new Map();
    const caches = new Map();
    const place = (name) => {
        const known = opened.get(name);
        if (known)
            return known;
        const config = policy.stores[name];
        if (!config)
            throw new _problem_js__WEBPACK_IMPORTED_MODULE_6__/* .Problem */ .AF('usage', `${policy.path} has no store ${name}`, {
                hint: suggest(name, Object.keys(policy.stores)),
            });
        const store = storeOptions(config, world.cwd);
        const opening = (world.openStore?.(name, store) ?? (0,_store_store_js__WEBPACK_IMPORTED_MODULE_9__/* .openStore */ .Ch)(store)).then(async (store) => {
            await refuseUnmounted(world, store);
            return { name, store };
        });
        opened.set(name, opening);
        return opening;
    };
    const places = async (source) => {
        const failed = [];
        const found = [];
        for (const name of source.stores) {
            try {
                found.push(await place(name));
            }
            catch (error) {
                if (!(0,_problem_js__WEBPACK_IMPORTED_MODULE_6__/* .isProblem */ .AN)(error))
                    throw error;
                failed.push({ store: name, problem: error });
            }
        }
        return { places: found, failed };
    };
    const cache = (store) => {
        const opening = caches.get(store) ?? (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_2__/* .openCache */ .bp)(world.cacheDirectory, store);
        caches.set(store, opening);
        return opening;
    };
    return {
        world,
        policy,
        sources,
        place,
        places,
        async catalog(source) {
            const { places: found, failed } = await places(source);
            const { signers } = policy.encryption;
            const catalog = await (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_2__/* .readCatalog */ .uM)(source.name, found, {
                expected: source.stores,
                signers,
                cache,
                signal: world.signal,
            });
            const own = policy.sources[source.name];
            const options = { now: world.now(), timezone: policy.timezone };
            const known = catalog.entries.map((entry) => withoutFutureProofs(entry, options.now));
            const entries = own ? (0,_retain_retain_js__WEBPACK_IMPORTED_MODULE_7__/* .narrowMissing */ .iJ)(known, own.retention, (0,_retain_retain_js__WEBPACK_IMPORTED_MODULE_7__/* .storeRules */ .Fo)(policy, own), options) : known;
            const unread = failed.map(({ store, problem: { message, hint } }) => ({
                store,
                message,
                ...(hint ? { hint } : {}),
            }));
            return { ...catalog, entries, unread: [...catalog.unread, ...unread] };
        },
        async remember(store, { key, etag }, bytes) {
            const file = await cache(store);
            file.set(key, etag, bytes);
            await file.save();
        },
        runtime: (source, signal) => (0,_engine_engine_js__WEBPACK_IMPORTED_MODULE_3__/* .chooseRuntime */ ._)(source, { services: world.services, baseEnv: (0,_world_js__WEBPACK_IMPORTED_MODULE_10__/* .baseEnv */ .zk)(world), label: world.runId }, signal),
        async secretKeys() {
            const file = world.env['RESTORABLE_SECRET_KEY_FILE'];
            const given = world.env['RESTORABLE_SECRET_KEY'] || (file ? await readSecrets(inside(world.cwd, file)) : '');
            for (const word of secretWords(given))
                world.mask(word);
            return (0,_seal_seal_js__WEBPACK_IMPORTED_MODULE_8__/* .parseSecretKeys */ .ac)(given);
        },
        signingKey() {
            return signingKeyFor(policy, world.env['RESTORABLE_SIGNING_KEY']);
        },
    };
}
function signingKeyFor({ encryption: { signers } }, given) {
    if (!given) {
        if (signers.length === 0)
            return undefined;
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_6__/* .Problem */ .AF('key-missing', 'the policy names signers, but RESTORABLE_SIGNING_KEY is not set', {
            hint: 'Set it in the jobs that back up; without it their backups would not count.',
        });
    }
    const key = (0,_seal_seal_js__WEBPACK_IMPORTED_MODULE_8__/* .parseSigningKey */ .UG)(given);
    if (signers.length === 0 || signers.some((signer) => signer.toLowerCase() === key.signer))
        return key;
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_6__/* .Problem */ .AF('key-invalid', `the signing key given is that of ${key.signer}, which the policy does not name`, {
        hint: 'Its backups would not count: set RESTORABLE_SIGNING_KEY to that of one of the signers, or add this one.',
    });
}
/** One that passed at a time to come would answer every failure until then; one that failed is believed all the same. */
function withoutFutureProofs(entry, now) {
    const proofs = entry.proofs.filter(({ outcome, startedAt }) => outcome === 'failed' || startedAt <= now);
    return proofs.length === entry.proofs.length ? entry : { ...entry, proofs };
}
/**
 * A directory that has nothing at all, where backups are known to have been, is one whose disk is not mounted: it must
 * neither pass for an empty store nor be filled.
 */
async function refuseUnmounted({ cacheDirectory, signal }, store) {
    if (!(await store.blank?.(signal)))
        return;
    const known = await (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_2__/* .rememberedManifests */ .$8)(cacheDirectory, store);
    if (known === 0)
        return;
    const path = store.where.replace(/^directory /, '');
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_6__/* .Problem */ .AF('store-missing', `nothing at all is in ${store.where}, where ${known} ${known === 1 ? 'backup is' : 'backups are'} known from before`, {
        hint: `Mount its disk. If it was emptied on purpose, type \`mkdir -p ${(0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(path, '.restorable')}\`.`,
    });
}
async function readSecrets(path) {
    try {
        return await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(path, 'utf8');
    }
    catch (cause) {
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_6__/* .Problem */ .AF('key-missing', `RESTORABLE_SECRET_KEY_FILE cannot be read: ${cause.message}`, {
            hint: 'Let it name a file that holds the rsec1... keys, which the user of this job may read.',
            cause,
        });
    }
}
/** `option`: by which it was named. */
async function readPolicy(world, said, option = 'policy') {
    const paths = said ? [said] : defaultPaths;
    for (const path of paths) {
        try {
            const file = inside(world.cwd, path);
            await refuseLeadingAway(world, file, path);
            return { path, text: await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(file, 'utf8') };
        }
        catch (error) {
            if ((0,_problem_js__WEBPACK_IMPORTED_MODULE_6__/* .isProblem */ .AN)(error))
                throw error;
            if (error.code === 'ENOENT')
                continue;
            throw new _problem_js__WEBPACK_IMPORTED_MODULE_6__/* .Problem */ .AF('usage', `the policy ${path} cannot be read: ${error.message}`, { cause: error });
        }
    }
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_6__/* .Problem */ .AF('usage', `there is no policy at ${paths.join(' or ')} in ${world.cwd}`, {
        hint: option === 'against'
            ? 'Name the earlier policy with --against FILE; git show main:.github/backup-policy.yml > old.yml gives you one.'
            : 'Name it with --policy FILE (in a workflow, check the repository out first), or write one as docs/policy.md shows.',
    });
}
/**
 * What cannot be read as a policy is shown in part: on a runner, a link that somebody commits must not show another file of
 * the machine.
 */
async function refuseLeadingAway({ cwd, env }, file, path) {
    if (env['GITHUB_ACTIONS'] !== 'true' || isAway(cwd, file))
        return;
    if (!isAway(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)(cwd), await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)(file)))
        return;
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_6__/* .Problem */ .AF('usage', `the policy ${path} is a link that leads out of ${cwd}`, {
        hint: 'Put the file itself there.',
    });
}
function isAway(folder, file) {
    const way = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.relative)(folder, file);
    return way === '..' || way.startsWith(`..${node_path__WEBPACK_IMPORTED_MODULE_1__.sep}`) || (0,node_path__WEBPACK_IMPORTED_MODULE_1__.isAbsolute)(way);
}
/** A path of the policy or of an option, from the directory that the program was started in. */
function inside(cwd, path) {
    return (0,node_path__WEBPACK_IMPORTED_MODULE_1__.isAbsolute)(path) ? path : (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(cwd, path);
}
/** Variables that the policy uses as secrets; a bucket's name or a path is none, and to mask it would garble ids. */
function secretsOf(value) {
    if (typeof value !== 'object' || value === null)
        return [];
    if ('template' in value && typeof value.template === 'string')
        return (0,_policy_policy_js__WEBPACK_IMPORTED_MODULE_5__/* .secretNames */ .XG)(value.template);
    return Object.values(value).flatMap(secretsOf);
}
function maskSecrets(world, names) {
    for (const name of [...names, ..._world_js__WEBPACK_IMPORTED_MODULE_10__/* .secretVariables */ .c8]) {
        const value = world.env[name];
        if (!value)
            continue;
        world.mask(value);
        const password = URL.canParse(value) ? new URL(value).password : '';
        if (password)
            world.mask(password);
        for (const word of secretWords(value))
            if (word.length >= 8)
                world.mask(word);
    }
}
/** Without those of comments, which would garble every output, but for keys that somebody has put out of use there. */
function secretWords(text) {
    const lines = text.split(/\r?\n/).filter((line) => !line.trimStart().startsWith('#'));
    const commented = text.match(/\brs(ec|gn)1\w+/gi) ?? [];
    return [...lines.flatMap((line) => line.split(/\s+/)).filter((word) => word !== ''), ...commented];
}
function selectSources(policy, names) {
    const known = Object.keys(policy.sources);
    for (const name of names) {
        if (!known.includes(name)) {
            throw new _problem_js__WEBPACK_IMPORTED_MODULE_6__/* .Problem */ .AF('usage', `${policy.path} has no source ${name}`, { hint: suggest(name, known) });
        }
    }
    return Object.values(policy.sources).filter(({ name }) => names.length === 0 || names.includes(name));
}
/** "Did you mean orders?", or what there is. */
function suggest(name, known) {
    const near = (0,_policy_policy_js__WEBPACK_IMPORTED_MODULE_5__/* .nearest */ .pA)(name, known);
    return near ? `Did you mean ${near}?` : `There is ${known.slice(0, 10).join(', ') || 'nothing'}.`;
}
function storeOptions(config, cwd) {
    if (config.kind === 'directory') {
        return { kind: 'directory', path: inside(cwd, config.path), minFreeBytes: config.minFreeBytes };
    }
    const { endpoint, accessKeyId, secretAccessKey, sessionToken, ...plain } = config;
    return {
        ...plain,
        ...(endpoint ? { endpoint: endpoint.reveal() } : {}),
        ...(accessKeyId ? { accessKeyId: accessKeyId.reveal() } : {}),
        ...(secretAccessKey ? { secretAccessKey: secretAccessKey.reveal() } : {}),
        ...(sessionToken ? { sessionToken: sessionToken.reveal() } : {}),
    };
}


/***/ }),

/***/ 7860:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  _: () => (/* reexport */ chooseRuntime),
  k: () => (/* reexport */ engineOf)
});

;// CONCATENATED MODULE: ./build/js/engine/all.js
/** The engine of this name, loaded when it is first asked for: the only place that knows every one. */
async function engineOf(name) {
    switch (name) {
        case 'postgres':
            return (await Promise.all(/* import() */[__webpack_require__.e(118), __webpack_require__.e(752)]).then(__webpack_require__.bind(__webpack_require__, 8752))).postgres;
        case 'sqlite':
            return (await __webpack_require__.e(/* import() */ 12).then(__webpack_require__.bind(__webpack_require__, 1631))).sqlite;
        case 'files':
            return (await Promise.all(/* import() */[__webpack_require__.e(118), __webpack_require__.e(415)]).then(__webpack_require__.bind(__webpack_require__, 4415))).files;
    }
}

// EXTERNAL MODULE: ./build/js/problem.js
var problem = __webpack_require__(7177);
// EXTERNAL MODULE: ./build/js/runtime/runtime.js + 11 modules
var runtime_runtime = __webpack_require__(669);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: ./build/js/engine/postgres-client.js
var postgres_client = __webpack_require__(7884);
// EXTERNAL MODULE: ./build/js/engine/postgres-facts.js
var postgres_facts = __webpack_require__(3580);
// EXTERNAL MODULE: ./build/js/engine/postgres-session.js
var postgres_session = __webpack_require__(6563);
// EXTERNAL MODULE: ./build/js/engine/postgres-url.js
var postgres_url = __webpack_require__(5618);
;// CONCATENATED MODULE: ./build/js/engine/postgres-choose.js
var __addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var __disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});







/** The server's address, as the policy writes it. */
function serverPlace(source) {
    const { host, port } = (0,postgres_url/* parseUrl */.Dl)(source.url.reveal(), `source ${source.name}`);
    return { host, port };
}
/** The service container that is the server itself has its programs; else the image of its version; else the host. */
async function choosePostgres(source, options, signal) {
    const place = serverPlace(source);
    const service = serviceOf(place, options.services);
    if (service !== undefined) {
        const runtime = (0,runtime_runtime/* dockerExec */.SW)({ name: service[0], service: service[1], baseEnv: options.baseEnv });
        if ((await versionIn(runtime, signal)) !== undefined)
            return runtime;
    }
    const major = await serverMajor(source, options, signal);
    const found = [];
    if (await (0,runtime_runtime/* hasDocker */.pp)(options.baseEnv, signal)) {
        const runtime = postgres_choose_image(`postgres:${major}`, place.host, options);
        const version = await versionIn(runtime, signal);
        if (version?.major === major)
            return runtime;
        found.push(version === undefined ? `postgres:${major} cannot be pulled` : `postgres:${major} holds ${version.text}`);
    }
    else
        found.push('docker does not answer');
    return await hostOf(major, options, found, signal);
}
/** The host's programs of the server's major. */
async function onHost(source, options, signal) {
    const host = (0,runtime_runtime/* hostRuntime */.Vo)({ env: options.baseEnv });
    const all = await installed(options, signal);
    if (all.length === 0)
        await (0,postgres_client/* clientVersion */.Ov)('pg_dump', host, signal);
    if (all.length === 1)
        return all[0]?.runtime ?? host;
    return await hostOf(await serverMajor(source, options, signal), options, [], signal);
}
async function hostOf(major, options, found, signal) {
    const all = await installed(options, signal);
    const equal = all.find(({ version }) => version.major === major);
    if (equal !== undefined)
        return equal.runtime;
    const versions = all.map(({ version }) => version.text);
    const host = versions.length === 0 ? 'the host has no pg_dump' : `the host has pg_dump ${versions.join(' and ')}`;
    const message = `no programs for PostgreSQL ${major} were found: ${[...found, host].join('; ')}`;
    throw new problem/* Problem */.AF(versions.length === 0 ? 'tool-missing' : 'tool-version', message, {
        hint: `Say tools: { image: postgres:${major} }, or install postgresql-client-${major}.`,
    });
}
/** Every pg_dump of the host: that of PATH, and those that Debian and Ubuntu keep beside each other. */
async function installed(options, signal) {
    const path = options.baseEnv['PATH'] ?? '';
    const paths = [path, ...(await versionDirectories()).map((directory) => `${directory}:${path}`)];
    const found = [];
    for (const PATH of paths) {
        const runtime = (0,runtime_runtime/* hostRuntime */.Vo)({ env: { ...options.baseEnv, PATH } });
        const version = await versionIn(runtime, signal);
        if (version !== undefined && !found.some((other) => other.version.text === version.text))
            found.push({ runtime, version });
    }
    return found;
}
const debian = '/usr/lib/postgresql';
async function versionDirectories() {
    try {
        const majors = (await (0,promises_.readdir)(debian)).filter((name) => /^\d+$/.test(name));
        return majors.sort((a, b) => Number(b) - Number(a)).map((major) => `${debian}/${major}/bin`);
    }
    catch (error) {
        if (error.code === 'ENOENT')
            return [];
        throw error;
    }
}
async function versionIn(runtime, signal) {
    try {
        return await (0,postgres_client/* clientVersion */.Ov)('pg_dump', runtime, signal);
    }
    catch (error) {
        if ((0,problem/* isProblem */.AN)(error, 'tool-missing', 'tool-version', 'tool-failed'))
            return undefined;
        throw error;
    }
}
// Any psql can ask any server for its version: that of the host, else one of an image.
const probeImage = 'postgres:17';
async function serverMajor(source, options, signal) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const connection = (0,postgres_url/* parseUrl */.Dl)(source.url.reveal(), `source ${source.name}`);
        const [host] = await installed(options, signal);
        const runtime = host?.runtime ?? postgres_choose_image(probeImage, connection.host, options);
        const session = __addDisposableResource(env_1, await (0,postgres_session/* openSession */.fA)(connection, runtime, signal), true);
        return (await (0,postgres_facts/* serverFacts */.hk)(session)).server.major;
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = __disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
const local = new Set(['localhost', '127.0.0.1', '::1']);
function serviceOf(place, services) {
    return Object.entries(services).find(([name, service]) => name === place.host || (local.has(place.host) && (0,runtime_runtime/* containerPort */.jq)(service, place.port) !== undefined));
}
/** docker run, on the network from which the server's address means what it means in the policy. */
function postgres_choose_image(name, host, { services, baseEnv, label }) {
    const network = Object.hasOwn(services, host) ? services[host]?.network : undefined;
    return (0,runtime_runtime/* dockerRun */.AY)({ image: name, services, baseEnv, label, ...(network === undefined ? {} : { network }) });
}

;// CONCATENATED MODULE: ./build/js/engine/choose.js



/**
 * Where a source's programs run: as its `tools` say; by default a service container that fits, else an image of the
 * server's version, else the host.
 * @throws Problem `tool-version` or `tool-missing`, saying what was found where.
 */
async function chooseRuntime(source, options, signal) {
    const { tools } = source;
    if (source.engine !== 'postgres') {
        if (tools.kind === 'service')
            return await service(tools.service, options, signal);
        if (tools.kind === 'image')
            throw mustSeeFiles(source);
        return (0,runtime_runtime/* hostRuntime */.Vo)({ env: options.baseEnv });
    }
    switch (tools.kind) {
        case 'service':
            return await service(tools.service, options, signal);
        case 'image':
            return postgres_choose_image(tools.image, serverPlace(source).host, options);
        case 'host':
            return await onHost(source, options, signal);
        case 'auto':
            return await choosePostgres(source, options, signal);
    }
}
function mustSeeFiles(source) {
    return new problem/* Problem */.AF('tool-missing', `source ${source.name}: a container of an image does not see this machine's files`, {
        hint: 'Say tools: host.',
    });
}
async function service(name, { services, baseEnv }, signal) {
    const known = Object.keys(services);
    const found = Object.hasOwn(services, name) ? services[name] : undefined;
    // A laptop has no job: there a container is known by its own name.
    const used = found ?? (known.length === 0 ? await (0,runtime_runtime/* runningContainer */.Bf)(name, baseEnv, signal) : undefined);
    if (used !== undefined)
        return (0,runtime_runtime/* dockerExec */.SW)({ name, service: used, baseEnv });
    const message = known.length === 0 ? `there is no running container ${name}` : `the job has no service ${name}`;
    throw new problem/* Problem */.AF('tool-missing', message, {
        hint: known.length === 0
            ? 'Start the container, or in a workflow pass services: ${{ toJSON(job.services) }}.'
            : `Its services are ${known.join(', ')}.`,
    });
}

;// CONCATENATED MODULE: ./build/js/engine/engine.js




/***/ }),

/***/ 7884:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bh: () => (/* binding */ databaseArgument),
/* harmony export */   Ov: () => (/* binding */ clientVersion),
/* harmony export */   X3: () => (/* binding */ mustMatch),
/* harmony export */   yX: () => (/* binding */ canZstd)
/* harmony export */ });
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7177);
/* harmony import */ var _runtime_runtime_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(669);


/** @throws Problem `tool-missing`; `tool-version` for an answer that is not one of PostgreSQL's. */
async function clientVersion(program, runtime, signal) {
    const said = await (0,_runtime_runtime_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(runtime, { program, args: ['--version'] }, signal);
    const [, version = '', major, minor = '0'] = /\(PostgreSQL\) ((\d+)(?:\.(\d+))?)/.exec(said) ?? [];
    if (major === undefined)
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_0__/* .Problem */ .AF('tool-version', `${program} in ${runtime.where} says no version: ${said.trim()}`);
    return { text: version, major: Number(major), minor: Number(minor) };
}
/** Equal majors are the rule: an older client cannot read the server, a newer one writes what the server cannot read back. */
function mustMatch(program, client, serverMajor, runtime) {
    if (client.major === serverMajor)
        return;
    const message = `the server is PostgreSQL ${serverMajor}, but ${program} in ${runtime.where} is ${client.text}`;
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_0__/* .Problem */ .AF('tool-version', message, {
        hint: `Say tools: { image: postgres:${serverMajor} }, or install that version.`,
    });
}
/** True if this pg_dump was built with zstd. */
async function canZstd(client, runtime, signal) {
    if (client.major < 16)
        return false;
    // It refuses a compression that it lacks before it connects; port 9 of this host is nobody's database.
    const env = { PGHOST: '127.0.0.1', PGPORT: '9', LC_MESSAGES: 'C' };
    const args = ['--format=custom', '--compress=zstd:3', '--file=/dev/null', '--no-password'];
    try {
        await (0,_runtime_runtime_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(runtime, { program: 'pg_dump', args, env }, signal);
        return true;
    }
    catch (error) {
        if (!(0,_problem_js__WEBPACK_IMPORTED_MODULE_0__/* .isProblem */ .AN)(error, 'tool-failed'))
            throw error;
        return !/compression|zstd/i.test((0,_runtime_runtime_js__WEBPACK_IMPORTED_MODULE_1__/* .failureOf */ .g5)(error)?.stderr ?? '');
    }
}
/** A connection string of only the database, for programs that must be told it in an argument. */
function databaseArgument(database) {
    return `dbname='${database.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}


/***/ }),

/***/ 3580:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $F: () => (/* binding */ likeDumped),
/* harmony export */   hk: () => (/* binding */ serverFacts),
/* harmony export */   nS: () => (/* binding */ extensionTables),
/* harmony export */   vS: () => (/* binding */ databaseFacts)
/* harmony export */ });
/* unused harmony export tableName */
/* harmony import */ var _postgres_session_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6563);
/* harmony import */ var _postgres_surrounding_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6569);


/** The server and the connected database. */
async function serverFacts(session) {
    const [row] = await session.rows(`
    select current_setting('server_version') as version, current_setting('server_version_num')::int as number,
      pg_catalog.pg_database_size(d.oid) as size,
      pg_catalog.json_build_object(
        'database', d.datname, 'owner', pg_catalog.pg_get_userbyid(d.datdba),
        'encoding', pg_catalog.pg_encoding_to_char(d.encoding), 'collate', d.datcollate, 'ctype', d.datctype,
        'provider', pg_catalog.to_jsonb(d) ->> 'datlocprovider', 'locale', coalesce(pg_catalog.to_jsonb(d) ->> 'datlocale',
          pg_catalog.to_jsonb(d) ->> 'daticulocale'), 'superuser', pg_catalog.pg_get_userbyid(10),
        'extensions', (select pg_catalog.string_agg(extname || ' ' || extversion, ', ' order by extname)
          from pg_catalog.pg_extension)) as settings
    from pg_catalog.pg_database d where d.datname = pg_catalog.current_database()`);
    if (row === undefined)
        throw new Error('pg_database does not show the connected database');
    const settings = Object.entries(row.settings).flatMap(([name, value]) => (value === null ? [] : [[name, value]]));
    const server = {
        version: row.version.split(' ', 1)[0] ?? row.version,
        major: Math.floor(row.number / 10_000),
        settings: Object.fromEntries(settings),
    };
    return { server, sizeBytes: row.size };
}
/** Everything of a scope, in the session's transaction: exact row counts and the names of all objects. */
async function databaseFacts(session, scope, notRoles) {
    const { server, sizeBytes } = await serverFacts(session);
    const objects = await namesByKind(session, scope);
    objects['role'] = (objects['role'] ?? []).filter((role) => !notRoles.includes(role));
    const tables = await session.rows(`${common(scope)}
    select oid::bigint as oid, nsp as schema, rel as name from relations where relkind = 'r' order by nsp, rel`);
    const rows = await countRows(session, tables);
    if (scope.whole) {
        const [blobs = '0'] = await session.lines('select count(*) from pg_catalog.pg_largeobject_metadata');
        if (blobs !== '0')
            rows['large objects'] = Number(blobs);
    }
    const surrounding = await (0,_postgres_surrounding_js__WEBPACK_IMPORTED_MODULE_1__/* .surroundingOf */ .Gq)(session, scope);
    const scoped = {
        ...server,
        settings: { ...server.settings, ...surrounding, scope: scope.whole ? 'whole' : 'part' },
    };
    return { facts: { version: 1, engine: 'postgres', server: scoped, sizeBytes, rows, objects }, tables };
}
/**
 * A restored database's facts without what every database has from its template, and, for the dump of a part of a
 * database, without what the dump never held.
 */
function likeDumped(facts, dumped) {
    const part = dumped.server?.settings['scope'] === 'part';
    const template = { schema: 'public', extension: 'plpgsql' };
    const objects = Object.entries(facts.objects).map(([kind, names]) => {
        const wanted = new Set(dumped.objects[kind] ?? []);
        return [kind, names.filter((name) => wanted.has(name) || !(part || template[kind] === name))];
    });
    const kept = objects.filter(([kind, names]) => names.length > 0 || dumped.objects[kind] !== undefined);
    return { ...facts, objects: Object.fromEntries(kept) };
}
/** Tables that came with an extension; pg_dump may take their data (its configuration), which is not counted. */
function extensionTables(session) {
    return session.rows(`select c.oid::bigint as oid, n.nspname as schema, c.relname as name from pg_catalog.pg_class c
    join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and ${ofExtension('pg_catalog.pg_class', 'c.oid')}`);
}
const batch = 100;
async function countRows(session, tables) {
    const rows = {};
    for (let at = 0; at < tables.length; at += batch) {
        const some = tables.slice(at, at + batch);
        const statements = some.map(({ schema, name }) => {
            const table = `${(0,_postgres_session_js__WEBPACK_IMPORTED_MODULE_0__/* .identifier */ .Cv)(schema)}.${(0,_postgres_session_js__WEBPACK_IMPORTED_MODULE_0__/* .identifier */ .Cv)(name)}`;
            return `select count(*) from only ${table};`;
        });
        const counts = await session.lines(statements.join('\n'));
        some.forEach((table, index) => {
            rows[tableName(table)] = Number(counts[index]);
        });
    }
    return rows;
}
/** "public.orders", `public."Order"`: quoted where SQL wants it so. */
function tableName({ schema, name }) {
    const quote = (part) => (/^[a-z_][a-z0-9_$]*$/.test(part) ? part : (0,_postgres_session_js__WEBPACK_IMPORTED_MODULE_0__/* .identifier */ .Cv)(part));
    return `${quote(schema)}.${quote(name)}`;
}
async function namesByKind(session, scope) {
    const found = await session.rows(objectsQuery(scope));
    const kinds = {};
    for (const { kind, name } of found) {
        kinds[kind] ??= [];
        kinds[kind].push(name);
    }
    for (const names of Object.values(kinds))
        names.sort();
    return kinds;
}
// What belongs to an extension comes with it, and may differ between its versions.
const ofExtension = (catalog, oid) => `exists (select from pg_catalog.pg_depend e where e.deptype = 'e' and e.classid = '${catalog}'::regclass and e.objid = ${oid})`;
function common(scope) {
    const limit = (column, ids) => ids === undefined ? '' : `and ${column} = any('{${ids.join(',')}}'::oid[])`;
    return `with namespaces as (
    select n.oid, nspname as nsp from pg_catalog.pg_namespace n
    where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
  ), schemas as (
    select * from namespaces n where not ${ofExtension('pg_namespace', 'n.oid')} ${limit('n.oid', scope.schemas)}
  ), relations as (
    select c.oid, c.relkind, c.reltype, n.nsp, c.relname as rel, pg_catalog.format('%I.%I', n.nsp, c.relname) as name
    from pg_catalog.pg_class c join namespaces n on n.oid = c.relnamespace
    where c.relkind in ('r','p','v','m','S','f') and not ${ofExtension('pg_class', 'c.oid')}
      ${limit('c.oid', scope.relations)}
  ), routines as (
    select p.oid, pg_catalog.format('%I.%I(%s)', n.nsp, p.proname, pg_catalog.pg_get_function_identity_arguments(p.oid)) as name
    from pg_catalog.pg_proc p join schemas n on n.oid = p.pronamespace where not ${ofExtension('pg_proc', 'p.oid')}
      and not exists (select from pg_catalog.pg_depend i where i.classid = 'pg_proc'::regclass and i.objid = p.oid
        and i.deptype = 'i')
  ), types as (
    select t.oid, pg_catalog.format('%I.%I', n.nsp, t.typname) as name
    from pg_catalog.pg_type t join schemas n on n.oid = t.typnamespace
    left join pg_catalog.pg_class c on c.oid = t.typrelid
    where t.typtype in ('b','c','d','e','r') and t.typcategory <> 'A' and (t.typrelid = 0 or c.relkind = 'c')
      and not ${ofExtension('pg_type', 't.oid')}
  )`;
}
function objectsQuery(scope) {
    const whole = scope.whole
        ? `union all select 'extension', extname::text from pg_catalog.pg_extension
       union all select 'event trigger', evtname::text from pg_catalog.pg_event_trigger t
         where not ${ofExtension('pg_event_trigger', 't.oid')}
       union all select 'publication', pubname::text from pg_catalog.pg_publication`
        : '';
    return `${common(scope)}
    select case relkind when 'r' then 'table' when 'p' then 'partitioned table' when 'v' then 'view'
      when 'm' then 'materialized view' when 'S' then 'sequence' else 'foreign table' end as kind, name from relations
    union all select 'schema', pg_catalog.quote_ident(nsp) from schemas
    union all select 'routine', name from routines
    union all select 'type', name from types
    union all select 'index', pg_catalog.format('%I on %s', i.relname, r.name) from pg_catalog.pg_index x
      join relations r on r.oid = x.indrelid join pg_catalog.pg_class i on i.oid = x.indexrelid
    union all select 'constraint', pg_catalog.format('%I on %s', k.conname, r.name) from pg_catalog.pg_constraint k
      join relations r on r.oid = k.conrelid where k.contype in ('c','f','p','u','x')
      -- A foreign key to a partitioned table has one more for each partition, which the server names as it likes.
      and not (k.contype = 'f' and exists (select from pg_catalog.pg_constraint whole
        where whole.oid = k.conparentid and whole.conrelid = k.conrelid))
    union all select 'trigger', pg_catalog.format('%I on %s', t.tgname, r.name) from pg_catalog.pg_trigger t
      join relations r on r.oid = t.tgrelid where not t.tgisinternal
    union all select 'policy', pg_catalog.format('%I on %s', p.polname, r.name) from pg_catalog.pg_policy p
      join relations r on r.oid = p.polrelid
    union all select distinct 'role', a.rolname::text from pg_catalog.pg_shdepend d
      join pg_catalog.pg_roles a on a.oid = d.refobjid
      join (select 'pg_class'::regclass as class, oid from relations union all select 'pg_proc'::regclass, oid from routines
        union all select 'pg_type'::regclass, oid from types
        union all select 'pg_namespace'::regclass, oid from schemas) o on o.class = d.classid and o.oid = d.objid
      where d.refclassid = 'pg_authid'::regclass
        and d.dbid = (select oid from pg_catalog.pg_database where datname = pg_catalog.current_database())
    ${whole}`;
}


/***/ }),

/***/ 6563:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Cp: () => (/* binding */ onlySystemNames),
/* harmony export */   Cv: () => (/* binding */ identifier),
/* harmony export */   eu: () => (/* binding */ literal),
/* harmony export */   fA: () => (/* binding */ openSession)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7177);
/* harmony import */ var _postgres_url_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5618);



/**
 * No schema but the system's is searched. A name in any other could be a function or an operator that somebody without
 * rights made to fit our own queries better than the system's, and that would then run with ours.
 */
const onlySystemNames = "select pg_catalog.set_config('search_path', '', false);";
// Whatever the defaults of server, database and role: text is UTF-8, because in another encoding a byte of a name could
// swallow the quote behind it; a table that becomes a view before it is counted fails, because a view runs its owner's
// functions; a long dump is not a runaway query; row security must fail loudly, not hide rows.
const preparation = `
${onlySystemNames}
select pg_catalog.set_config('client_encoding', 'UTF8', false);
select pg_catalog.set_config(name, 'view, foreign-table', false) from pg_catalog.pg_settings
  where name = 'restrict_nonsystem_relation_kind';
select set_config(name, '0', false) from pg_catalog.pg_settings where name in
  ('statement_timeout', 'idle_in_transaction_session_timeout', 'transaction_timeout', 'idle_session_timeout');
select set_config(name, '5s', false) from pg_catalog.pg_settings where name = 'client_connection_check_interval';
select set_config('lock_timeout', '60s', false), set_config('row_security', 'off', false),
  set_config('quote_all_identifiers', 'off', false);
`;
const closeMs = 3000;
/** Connects. @throws Problem `tool-failed` with psql's words (wrong password, unknown database ...). */
async function openSession(connection, runtime, signal) {
    const mine = new AbortController();
    const args = ['-X', '-q', '-A', '-t', '-w', '-v', 'ON_ERROR_STOP=1'];
    const command = (0,_postgres_url_js__WEBPACK_IMPORTED_MODULE_2__/* .clientCommand */ .vK)('psql', args, connection, runtime);
    const child = runtime.spawn({ ...command, stdin: 'open' }, AbortSignal.any([signal, mine.signal]));
    const output = linesOf(child.stdout);
    let idle = Promise.resolve();
    let pending = 0;
    let closed = false;
    const lines = async (sql) => {
        const mark = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomUUID)();
        child.stdin.write(`${sql}\n;select '${mark}';\n`);
        const found = [];
        for (;;) {
            const next = await output.next();
            if (next.done === true) {
                await child.ended;
                throw new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF('tool-failed', `psql in ${runtime.where} ended before it was asked to`);
            }
            if (next.value === mark)
                return found;
            found.push(next.value);
        }
    };
    // One statement at a time, in the order of the calls.
    const queued = (sql) => {
        pending++;
        const result = idle.then(() => lines(sql)).finally(() => pending--);
        idle = result.catch(() => undefined);
        return result;
    };
    const broken = child.ended.then(() => (closed ? new Promise(() => undefined) : Promise.reject(lost(runtime))), (error) => (closed ? new Promise(() => undefined) : Promise.reject(error)));
    broken.catch(() => undefined);
    const session = {
        lines: queued,
        rows: async (query) => (await queued(`select pg_catalog.row_to_json(q) from (${query}) q`)).map((line) => JSON.parse(line)),
        broken,
        [Symbol.asyncDispose]: async () => {
            closed = true;
            const stop = () => mine.abort(new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF('cancelled', 'the session is closed'));
            if (pending > 0)
                stop();
            // At the end of its input psql ends by itself: in a container, stopping it would take a second.
            child.stdin.end();
            const late = setTimeout(stop, closeMs);
            await child.ended.catch(() => undefined);
            clearTimeout(late);
        },
    };
    try {
        await session.lines(preparation);
        return session;
    }
    catch (error) {
        await session[Symbol.asyncDispose]();
        throw advised(error);
    }
}
/** What to do about the words with which libpq gives up (libpq's fe-connect.c, the server's auth.c). */
const advice = [
    [
        /Connection refused|No route to host|timeout expired|could not translate host name|No such file or directory/,
        'Check host and port of its url. A service container is reached by its label as host where the job runs in a container, and by localhost and a mapped port where it does not; tools: { service: NAME } works in both.',
    ],
    [
        /password authentication failed|no password supplied/,
        'Check user and password in the variable that its url names.',
    ],
    [
        /no pg_hba\.conf entry/,
        'Let pg_hba.conf of the server admit this user from here, or add ?sslmode=require to its url.',
    ],
    [/database ".*" does not exist/, 'Check the name of the database, which comes last in its url.'],
    [
        /too many (clients|connections)|remaining connection slots/,
        'A backup needs two connections: raise max_connections, or run it at another time.',
    ],
];
function advised(error) {
    if (!(0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .isProblem */ .AN)(error, 'tool-failed') || error.hint !== undefined)
        return error;
    const hint = advice.find(([words]) => words.test(error.message))?.[1];
    return hint === undefined ? error : new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF(error.code, error.message, { hint, cause: error.cause });
}
function lost(runtime) {
    return new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF('tool-failed', `psql in ${runtime.where} ended before it was asked to`);
}
async function* linesOf(stdout) {
    const decoder = new TextDecoder();
    let rest = '';
    for await (const chunk of stdout) {
        rest += decoder.decode(chunk, { stream: true });
        const whole = rest.split('\n');
        rest = whole.pop() ?? '';
        yield* whole;
    }
    return undefined;
}
/** An SQL string constant. */
function literal(text) {
    return `E'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
/** An SQL identifier, always quoted. */
function identifier(name) {
    return `"${name.replaceAll('"', '""')}"`;
}


/***/ }),

/***/ 6569:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gq: () => (/* binding */ surroundingOf),
/* harmony export */   Ol: () => (/* binding */ missingTablespaces),
/* harmony export */   WL: () => (/* binding */ parseSurrounding),
/* harmony export */   zr: () => (/* binding */ restoreParameters)
/* harmony export */ });
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7075);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6921);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7177);
/* harmony import */ var _runtime_runtime_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(669);
/* harmony import */ var _postgres_session_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6563);
/* harmony import */ var _postgres_url_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5618);
var __addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var __disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});






const names = zod__WEBPACK_IMPORTED_MODULE_5__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP());
const kinds = {
    parameters: zod__WEBPACK_IMPORTED_MODULE_5__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_5__/* .object */ .Ikc({ role: zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP().nullable(), set: names })),
    roles: names,
    tablespaces: names,
};
/** As JSON in a server's settings. */
async function surroundingOf(session, { whole }) {
    const [row] = await session.rows(`
    select (select coalesce(json_agg(json_build_object('role', a.rolname, 'set', s.setconfig) order by a.rolname), '[]')
        from pg_catalog.pg_db_role_setting s left join pg_catalog.pg_roles a on a.oid = s.setrole
        where s.setdatabase = d.oid) as parameters,
      (select coalesce(json_agg(distinct a.rolname), '[]')
        from pg_catalog.pg_shdepend x join pg_catalog.pg_roles a on a.oid = x.refobjid
        where x.refclassid = 'pg_authid'::regclass and x.dbid = d.oid) as roles,
      (select coalesce(json_agg(distinct t.spcname), '[]')
        from pg_catalog.pg_class c join pg_catalog.pg_tablespace t on t.oid = c.reltablespace
        where t.spcname !~ '^pg_') as tablespaces
    from pg_catalog.pg_database d where d.datname = current_database()`);
    if (row === undefined)
        throw new Error('pg_database does not show the connected database');
    const { parameters, roles, tablespaces } = row;
    const found = { parameters: whole ? parameters : [], roles, tablespaces };
    return Object.fromEntries(Object.entries(found).map(([kind, value]) => [kind, JSON.stringify(value)]));
}
/** Of a dump's facts; nothing where an older version took them. Throws `object-damaged` for what does not read. */
function parseSurrounding(facts) {
    const settings = facts.server?.settings ?? {};
    const read = (kind, schema) => {
        try {
            return schema.parse(JSON.parse(settings[kind] ?? '[]'));
        }
        catch (cause) {
            throw new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF('object-damaged', `the facts of the dump do not read: ${kind}`, { cause });
        }
    };
    return {
        parameters: read('parameters', kinds.parameters),
        roles: read('roles', kinds.roles),
        tablespaces: read('tablespaces', kinds.tablespaces),
    };
}
/** Those that the target lacks. */
async function missingTablespaces(session, facts) {
    const known = await session.rows('select spcname as name from pg_catalog.pg_tablespace');
    return parseSurrounding(facts).tablespaces.filter((wanted) => !known.some(({ name }) => name === wanted));
}
// A library that the target lacks, or a role that may not log in, would lock everybody out of the database.
const leftOut = /^(?:\w+_preload_libraries|role|session_authorization)=/;
// The parameters whose value is a list of quoted names, which a single constant cannot say.
const lists = /^(?:search_path|temp_tablespaces)$/;
/** Sets a restored database's parameters as the dumped one's were; what cannot be set is a finding by name, without its value. */
async function restoreParameters(facts, connection, runtime, signal) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const all = parseSurrounding(facts).parameters.flatMap(({ role, set }) => set.map((entry) => ({ role, entry })));
        if (all.length === 0)
            return [];
        const wanted = all.filter(({ entry }) => !leftOut.test(entry));
        const psql = (0,_postgres_url_js__WEBPACK_IMPORTED_MODULE_4__/* .clientCommand */ .vK)('psql', ['-X', '-q', '-w', '-o', '/dev/null'], connection, runtime);
        const command = { ...psql, env: { ...psql.env, PGCLIENTENCODING: 'UTF8' } };
        const script = wanted.map(({ role, entry }) => statements(role, entry, connection.database)).join('');
        // It goes on after a statement that fails; what came of them all is asked afterwards.
        await (0,_runtime_runtime_js__WEBPACK_IMPORTED_MODULE_2__/* .feed */ .hm)(runtime, command, node_stream__WEBPACK_IMPORTED_MODULE_0__.Readable.from([Buffer.from(script)]), signal);
        const session = __addDisposableResource(env_1, await (0,_postgres_session_js__WEBPACK_IMPORTED_MODULE_3__/* .openSession */ .fA)(connection, runtime, signal), true);
        const [row] = await session.rows(`
    select coalesce(json_agg(json_build_object('role', a.rolname, 'set', s.setconfig)), '[]') as found
    from pg_catalog.pg_db_role_setting s left join pg_catalog.pg_roles a on a.oid = s.setrole
    where s.setdatabase = (select oid from pg_catalog.pg_database where datname = current_database())`);
        const key = (role, entry) => JSON.stringify([role, entry]);
        const there = new Set(row?.found.flatMap(({ role, set }) => set.map((entry) => key(role, entry))));
        return all.filter(({ role, entry }) => !there.has(key(role, entry))).map(({ role, entry }) => unset(role, entry));
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = __disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
function statements(role, entry, database) {
    const { name, value } = parts(entry);
    const whose = role === null ? '' : `role ${(0,_postgres_session_js__WEBPACK_IMPORTED_MODULE_3__/* .identifier */ .Cv)(role)} in `;
    const parameter = name.split('.').map(_postgres_session_js__WEBPACK_IMPORTED_MODULE_3__/* .identifier */ .Cv).join('.');
    const alter = `alter ${whose}database ${(0,_postgres_session_js__WEBPACK_IMPORTED_MODULE_3__/* .identifier */ .Cv)(database)} set ${parameter}`;
    if (!lists.test(name))
        return `${alter} to ${(0,_postgres_session_js__WEBPACK_IMPORTED_MODULE_3__/* .literal */ .eu)(value)};\n`;
    return `begin; select pg_catalog.set_config(${(0,_postgres_session_js__WEBPACK_IMPORTED_MODULE_3__/* .literal */ .eu)(name)}, ${(0,_postgres_session_js__WEBPACK_IMPORTED_MODULE_3__/* .literal */ .eu)(value)}, true); ${alter} from current; commit;\n`;
}
function parts(entry) {
    const [, name = entry, value = ''] = /^([^=]*)=(.*)$/s.exec(entry) ?? [];
    return { name, value };
}
function unset(role, entry) {
    const { name } = parts(entry);
    const message = `the database's parameter ${name}${role === null ? '' : ` for role ${role}`} was not restored`;
    const hint = 'Set it yourself with alter database ... set ..., as a superuser; part dump.pgc has it.';
    return { level: 'warning', blame: 'env', message, hint };
}


/***/ }),

/***/ 5618:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $t: () => (/* binding */ placeOf),
/* harmony export */   Dl: () => (/* binding */ parseUrl),
/* harmony export */   KX: () => (/* binding */ sameDatabase),
/* harmony export */   vK: () => (/* binding */ clientCommand)
/* harmony export */ });
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7177);

// libpq's parameters that have an environment variable: https://www.postgresql.org/docs/current/libpq-envars.html
const variables = {
    sslmode: 'PGSSLMODE',
    sslrootcert: 'PGSSLROOTCERT',
    sslcert: 'PGSSLCERT',
    sslkey: 'PGSSLKEY',
    sslcrl: 'PGSSLCRL',
    sslsni: 'PGSSLSNI',
    sslnegotiation: 'PGSSLNEGOTIATION',
    ssl_min_protocol_version: 'PGSSLMINPROTOCOLVERSION',
    ssl_max_protocol_version: 'PGSSLMAXPROTOCOLVERSION',
    gssencmode: 'PGGSSENCMODE',
    channel_binding: 'PGCHANNELBINDING',
    connect_timeout: 'PGCONNECT_TIMEOUT',
    options: 'PGOPTIONS',
    target_session_attrs: 'PGTARGETSESSIONATTRS',
    application_name: 'PGAPPNAME',
    require_auth: 'PGREQUIREAUTH',
};
// What people write there, of libpq and of other clients. Any other name may be a piece of a password with a "?" in it.
const refused = new Set(`password user port dbname hostaddr passfile service client_encoding replication sslpassword sslcompression sslcertmode
  sslcrldir ssl_max_protocol_version requirepeer krbsrvname gsslib gssdelegation keepalives keepalives_idle
  keepalives_interval keepalives_count tcp_user_timeout fallback_application_name load_balance_hosts schema ssl pgbouncer
  pool pool_timeout connection_limit socket_timeout encoding timezone`.split(/\s+/));
/**
 * Reads a connection URI (libpq, section 32.1.1.2) strictly: one host, known parameters.
 * @throws Problem `policy-invalid`, which never shows the URL.
 */
function parseUrl(url, place) {
    const bad = (because) => new _problem_js__WEBPACK_IMPORTED_MODULE_0__/* .Problem */ .AF('policy-invalid', `${place}: ${because}`, {
        hint: 'Write it as postgres://user:password@host:5432/database?sslmode=require, with special characters URL-encoded.',
    });
    const match = /^postgres(?:ql)?:\/\/(?:([^:@/?#]*)(?::([^@/?#]*))?@)?(\[[^\]]+\]|[^:/?#,@]*)(?::(\d+))?(?:\/([^/?#]*))?(?:\?([^#]*))?$/.exec(url);
    if (match === null)
        throw bad('the URL is not one of a PostgreSQL database');
    const decode = (text) => {
        try {
            return decodeURIComponent(text);
        }
        catch {
            throw bad('a part of the URL is not URL-encoded');
        }
    };
    const [, user = '', password, host = '', port, database = '', query = ''] = match;
    const parameters = {};
    let hostParameter;
    for (const pair of query.split('&').filter((part) => part !== '')) {
        const [name = '', value = ''] = pair.split(/=(.*)/s, 2).map(decode);
        const variable = Object.hasOwn(variables, name) ? variables[name] : undefined;
        if (name === 'host')
            hostParameter = value;
        else if (variable === undefined)
            throw bad(`the URL has an unknown parameter${refused.has(name) ? ` ${name}` : ''}`);
        else
            parameters[variable] = value;
    }
    if (user === '')
        throw bad('the URL names no user');
    if (database === '')
        throw bad('the URL names no database');
    const named = hostParameter ?? decode(host).replace(/^\[|\]$/g, '');
    return {
        host: named === '' ? 'localhost' : named,
        port: port === undefined ? 5432 : Number(port),
        database: decode(database),
        user: decode(user),
        password: password === undefined ? undefined : decode(password),
        parameters,
    };
}
/** "orders at db.example:5432": for messages. */
function placeOf(connection) {
    return `${connection.database} at ${connection.host}:${connection.port}`;
}
/** A client program's command: everything about the connection in its environment, the password to be redacted. */
function clientCommand(program, args, connection, runtime) {
    const socket = connection.host.startsWith('/');
    const at = socket ? connection : runtime.reach({ host: connection.host, port: connection.port });
    return {
        program,
        args,
        env: {
            PGCONNECT_TIMEOUT: '30',
            PGAPPNAME: 'restorable',
            ...connection.parameters,
            PGHOST: at.host,
            PGPORT: String(at.port),
            PGUSER: connection.user,
            PGDATABASE: connection.database,
            ...(connection.password === undefined ? {} : { PGPASSWORD: connection.password }),
            // Messages are read by this program.
            LC_MESSAGES: 'C',
        },
        secrets: connection.password === undefined ? [] : [connection.password],
    };
}
const loopback = new Set(['localhost', '127.0.0.1', '::1', '0.0.0.0']);
/** True if both are the same database, whoever connects. */
function sameDatabase(a, b) {
    const host = (name) => (loopback.has(name.toLowerCase()) ? 'localhost' : name.toLowerCase());
    return host(a.host) === host(b.host) && a.port === b.port && a.database === b.database;
}


/***/ }),

/***/ 4870:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ss: () => (/* binding */ resolveRange),
/* harmony export */   U_: () => (/* binding */ chunksOf),
/* harmony export */   bS: () => (/* binding */ asBuffer),
/* harmony export */   mA: () => (/* binding */ streamOf)
/* harmony export */ });
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7075);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7177);


/**
 * The body's buffers, by reference. When the signal fires the body is destroyed and this throws `cancelled`; when the
 * body errors, that error is thrown.
 */
async function* chunksOf(body, signal) {
    if (body instanceof Uint8Array) {
        if (signal.aborted)
            throw (0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .cancelled */ .KW)(signal);
        if (body.byteLength > 0)
            yield asBuffer(body);
        return;
    }
    if (signal.aborted) {
        body.on('error', () => { }).destroy();
        throw (0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .cancelled */ .KW)(signal);
    }
    let interrupt = (_) => { };
    const stop = () => interrupt((0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .cancelled */ .KW)(signal));
    signal.addEventListener('abort', stop, { once: true });
    // Its error comes by the iterator; after that nobody may be listening for it any more.
    body.on('error', () => { });
    const chunks = body[Symbol.asyncIterator]();
    try {
        for (;;) {
            if (signal.aborted)
                throw (0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .cancelled */ .KW)(signal);
            // A body that hangs may not even close when it is destroyed. Promise.race with a promise that lives as long as the
            // body would keep every chunk in memory.
            const { done, value } = await new Promise((resolve, reject) => {
                interrupt = reject;
                chunks.next().then(resolve, reject);
            });
            if (done)
                break;
            if (!(value instanceof Uint8Array))
                throw new TypeError('the body of a put must be a stream of Buffers');
            if (value.byteLength > 0)
                yield asBuffer(value);
        }
        if (signal.aborted)
            throw (0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .cancelled */ .KW)(signal);
        // A stream that is destroyed without an error ends the loop as if it were whole.
        if (!body.readableEnded)
            throw new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF('store-failed', 'the body of a put was closed before its end');
    }
    finally {
        signal.removeEventListener('abort', stop);
        if (!body.readableEnded)
            body.destroy(signal.aborted ? (0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .cancelled */ .KW)(signal) : undefined);
    }
}
function asBuffer(bytes) {
    return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
/**
 * A byte stream over a generator, which errors when the generator throws. Readable.from would wait for the generator
 * before it closes; here `onClose` lets go of what the generator may be waiting for.
 */
function streamOf(chunks, onClose = () => { }) {
    return new node_stream__WEBPACK_IMPORTED_MODULE_0__.Readable({
        read() {
            chunks.next().then(({ done, value }) => this.push(done ? null : value), (error) => this.destroy(error));
        },
        destroy(error, done) {
            onClose();
            done(error);
        },
    });
}
/** The bytes that a range means in an object of this size; a range that starts outside is `store-failed`. */
function resolveRange(range, bytes, place) {
    const start = range?.start ?? 0;
    const end = Math.min(range?.end ?? bytes, bytes);
    const whole = start === 0 && bytes === 0;
    if (!Number.isSafeInteger(start) || start < 0 || end < start || (start >= bytes && !whole))
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF('store-failed', `get ${place}: the range from ${start} lies outside of its ${bytes} bytes`);
    return { start, end };
}


/***/ }),

/***/ 371:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $t: () => (/* binding */ reserved),
/* harmony export */   YD: () => (/* binding */ compareKeys),
/* harmony export */   yR: () => (/* binding */ checkKey)
/* harmony export */ });
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7177);

const longest = 900; // S3 takes 1,024 bytes, prefix included
/** Throws `store-failed` for a key that could leave the store, or that some store could not keep. */
function checkKey(key, where) {
    const segments = key.split('/');
    const fault = key === ''
        ? 'is empty'
        : Buffer.byteLength(key) > longest
            ? `is longer than ${longest} bytes`
            : /[\x00-\x1f\x7f\\]/.test(key)
                ? 'has a control character or a backslash'
                : segments.some((segment) => segment === '' || segment === '.' || segment === '..')
                    ? 'has an empty, "." or ".." segment'
                    : segments.some((segment) => Buffer.byteLength(segment) > 250)
                        ? 'has a segment longer than 250 bytes'
                        : segments[0] === reserved
                            ? `starts with ${reserved}/, which is reserved`
                            : undefined;
    if (fault)
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_0__/* .Problem */ .AF('store-failed', `the key ${JSON.stringify(key.slice(0, 200))} ${fault}, in ${where}`);
}
/** The first segment that no key may have: a directory store keeps temporary files and its lock there. */
const reserved = '.restorable';
/** Order by UTF-8 bytes, as S3 lists. */
function compareKeys(a, b) {
    return a === b ? 0 : Buffer.compare(Buffer.from(a), Buffer.from(b));
}


/***/ }),

/***/ 394:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L5: () => (/* binding */ retry),
/* harmony export */   _L: () => (/* binding */ patience),
/* harmony export */   k6: () => (/* binding */ retryStore)
/* harmony export */ });
/* harmony import */ var node_stream_consumers__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8321);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8500);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7177);
/* harmony import */ var _body_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4870);
/* harmony import */ var _key_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(371);





/** Between 5 and 10 seconds in all. */
const patience = { attempts: 6, firstMs: 300, longestMs: 20_000 };
const longestAskedMs = 300_000;
/**
 * Repeats the operation while it fails with `store-unavailable`; a pause that the server asked for (Retry-After, up to
 * five minutes) is kept. The last failure says how often it was tried. Stops at once when the signal fires.
 */
async function retry(signal, p, operation) {
    for (let attempt = 1;; attempt++) {
        (0,_problem_js__WEBPACK_IMPORTED_MODULE_2__/* .stopIfAborted */ .NI)(signal);
        try {
            return await operation();
        }
        catch (error) {
            if (signal.aborted)
                throw (0,_problem_js__WEBPACK_IMPORTED_MODULE_2__/* .cancelled */ .KW)(signal);
            if (!(0,_problem_js__WEBPACK_IMPORTED_MODULE_2__/* .isProblem */ .AN)(error, 'store-unavailable'))
                throw error;
            if (attempt >= p.attempts)
                throw tried(error, attempt);
            await pause(signal, Math.max(backOff(p, attempt), Math.min(askedMs(error), longestAskedMs)));
        }
    }
}
function backOff(p, attempt) {
    return Math.min(p.firstMs * 2 ** (attempt - 1), p.longestMs) * (0.5 + Math.random() / 2);
}
/** The pause that the server asked for, which its Problem carries in its cause. */
function askedMs(problem) {
    const asked = problem.cause?.retryAfterMs;
    return typeof asked === 'number' && asked > 0 ? asked : 0;
}
async function pause(signal, ms) {
    await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_1__.setTimeout)(ms, undefined, { signal }).catch(() => {
        throw (0,_problem_js__WEBPACK_IMPORTED_MODULE_2__/* .cancelled */ .KW)(signal);
    });
}
function tried(problem, attempts) {
    if (attempts === 1)
        return problem;
    const { hint, cause } = problem;
    const message = `${problem.message} (tried ${attempts} times)`;
    return new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF(problem.code, message, { ...(hint === undefined ? {} : { hint }), cause });
}
/**
 * The store, retrying what can be repeated: bytes put, opening for reading, head, list (which goes on after the last
 * object it gave) and remove. A stream cannot be given twice: its store retries what it keeps.
 */
function retryStore(store, p = patience) {
    const again = {
        where: store.where,
        put: (key, body, o) => (body instanceof Uint8Array ? putBytes(key, body, o) : store.put(key, body, o)),
        get: (key, o) => retry(o.signal, p, () => store.get(key, o)),
        head: (key, signal) => retry(signal, p, () => store.head(key, signal)),
        remove: (keys, signal) => retry(signal, p, () => store.remove(keys, signal)),
        list,
        ...(store.blank ? { blank: (signal) => store.blank?.(signal) ?? Promise.resolve(false) } : {}),
    };
    async function putBytes(key, body, o) {
        let unsure = false;
        return retry(o.signal, p, async () => {
            try {
                return await store.put(key, body, o);
            }
            catch (error) {
                // An attempt whose answer was lost may have been carried out: what is there now may be ours.
                const ours = unsure && (0,_problem_js__WEBPACK_IMPORTED_MODULE_2__/* .isProblem */ .AN)(error, 'store-exists', 'store-changed') && (await same(key, body, o.signal));
                if (ours)
                    return ours;
                unsure ||= (0,_problem_js__WEBPACK_IMPORTED_MODULE_2__/* .isProblem */ .AN)(error, 'store-unavailable');
                throw error;
            }
        });
    }
    async function same(key, body, signal) {
        const there = await again.head(key, signal);
        if (there?.bytes !== body.byteLength)
            return undefined;
        return retry(signal, p, async () => {
            const bytes = await (0,node_stream_consumers__WEBPACK_IMPORTED_MODULE_0__.buffer)(await store.get(key, { signal }));
            const after = await store.head(key, signal);
            return after?.etag === there.etag && bytes.equals((0,_body_js__WEBPACK_IMPORTED_MODULE_3__/* .asBuffer */ .bS)(body)) ? there : undefined;
        });
    }
    async function* list(prefix, signal) {
        let last;
        let failures = 0;
        for (;;) {
            try {
                for await (const stored of store.list(prefix, signal)) {
                    if (last !== undefined && (0,_key_js__WEBPACK_IMPORTED_MODULE_4__/* .compareKeys */ .YD)(stored.key, last) <= 0)
                        continue;
                    last = stored.key;
                    failures = 0;
                    yield stored;
                }
                return;
            }
            catch (error) {
                if (!(0,_problem_js__WEBPACK_IMPORTED_MODULE_2__/* .isProblem */ .AN)(error, 'store-unavailable'))
                    throw error;
                if (++failures >= p.attempts)
                    throw tried(error, failures);
                await pause(signal, Math.max(backOff(p, failures), Math.min(askedMs(error), longestAskedMs)));
            }
        }
    }
    return again;
}


/***/ }),

/***/ 3551:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Ch: () => (/* reexport */ openStore),
  kX: () => (/* reexport */ putEverywhere)
});

// UNUSED EXPORTS: memoryStore, retryStore

// EXTERNAL MODULE: ./build/js/problem.js
var problem = __webpack_require__(7177);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/js/store/body.js
var store_body = __webpack_require__(4870);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(8500);
;// CONCATENATED MODULE: ./build/js/store/directory-lock.js


/**
 * Runs `body` while no other process that uses this lock file does. The lock is SQLite's exclusive lock on an empty
 * database file: the kernel lets go of it when its holder dies, so none can be left behind.
 */
async function withLock(file, where, signal, body) {
    const { DatabaseSync } = await Promise.resolve(/* import() */).then(__webpack_require__.t.bind(__webpack_require__, 99, 19));
    const patience = performance.now() + 30_000;
    const attempt = (step) => {
        try {
            return step();
        }
        catch (cause) {
            const message = `${file} cannot be locked: ${cause.message}, in ${where}`;
            throw new problem/* Problem */.AF('store-failed', message, { cause });
        }
    };
    for (;;) {
        if (signal.aborted)
            throw (0,problem/* cancelled */.KW)(signal);
        const lock = attempt(() => new DatabaseSync(file, { timeout: 0 }));
        try {
            if (attempt(() => acquire(lock)))
                return await body();
        }
        finally {
            lock.close();
        }
        if (performance.now() > patience)
            throw new problem/* Problem */.AF('store-unavailable', `another process has kept ${file} locked for 30 s, in ${where}`);
        await (0,external_node_timers_promises_.setTimeout)(5 + Math.random() * 20);
    }
}
function acquire(lock) {
    try {
        lock.exec('BEGIN EXCLUSIVE');
        return true;
    }
    catch (error) {
        const busy = 5; // SQLITE_BUSY
        if (error.errcode === busy)
            return false;
        throw error;
    }
}

;// CONCATENATED MODULE: ./build/js/store/directory-problem.js

/** Turns an error of the file system into a Problem that names the call, the key and the place. */
function directoryProblem(error, call, key, where, signal) {
    if (error instanceof problem/* Problem */.AF)
        return error;
    if (signal?.aborted)
        return (0,problem/* cancelled */.KW)(signal);
    const code = error?.code;
    if (typeof code !== 'string' || !error.syscall)
        return error;
    const place = `${call} ${key}: ${error.message}, in ${where}`;
    switch (code) {
        case 'ENOSPC':
        case 'EDQUOT':
        case 'EFBIG':
            return new problem/* Problem */.AF('store-full', place, {
                hint: 'Make room on this file system, or let retention delete more.',
                cause: error,
            });
        case 'EACCES':
        case 'EPERM':
        case 'EROFS':
            return new problem/* Problem */.AF('store-denied', place, {
                hint: 'Let the user who runs this own the directory and write to it.',
                cause: error,
            });
        case 'ENOENT':
        case 'ENOTDIR':
            if (call === 'put')
                return new problem/* Problem */.AF('store-failed', place, {
                    hint: 'Correct the path of the store in the policy, or move away what is in its place.',
                    cause: error,
                });
            return new problem/* Problem */.AF('object-missing', `${call} ${key}: there is no such object in ${where}`, { cause: error });
        case 'ELOOP':
            return symbolic(call, key, where);
        case 'EAGAIN':
        case 'EBUSY':
        case 'EMFILE':
        case 'ENFILE':
        case 'ESTALE':
        case 'ETIMEDOUT':
            return new problem/* Problem */.AF('store-unavailable', place, { cause: error });
        default:
            return new problem/* Problem */.AF('store-failed', place, { cause: error });
    }
}
function symbolic(call, key, where) {
    return new problem/* Problem */.AF('store-failed', `${call} ${key}: a symbolic link is in the way, in ${where}`, {
        hint: 'Only the path of the store itself may be a symbolic link; move what it points to into the store.',
    });
}

// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(7075);
;// CONCATENATED MODULE: ./build/js/store/directory-read.js


const blockBytes = 1 << 20;
/** The bytes from `start` to `end` (exclusive) of a file, which is closed with the stream; a file that got shorter errors. */
function fileStream(file, start, end, place, signal) {
    let at = start;
    const stream = new external_node_stream_.Readable({
        highWaterMark: blockBytes,
        read() {
            if (at >= end) {
                this.push(null);
                return;
            }
            const block = Buffer.allocUnsafeSlow(Math.min(blockBytes, end - at));
            file.read(block, 0, block.length, at).then(({ bytesRead }) => {
                if (bytesRead === 0) {
                    this.destroy(new problem/* Problem */.AF('object-damaged', `get ${place}: it ends at byte ${at} instead of ${end}`));
                    return;
                }
                at += bytesRead;
                this.push(block.subarray(0, bytesRead));
            }, (error) => this.destroy(new problem/* Problem */.AF('store-failed', `get ${place}: ${error.message}`, { cause: error })));
        },
        destroy(error, done) {
            signal.removeEventListener('abort', stop);
            file.close().then(() => done(error), (closing) => done(error ?? closing));
        },
    });
    const stop = () => stream.destroy((0,problem/* cancelled */.KW)(signal));
    if (signal.aborted)
        stop();
    else
        signal.addEventListener('abort', stop, { once: true });
    return stream;
}

;// CONCATENATED MODULE: ./build/js/store/directory-room.js


/** While a stream is written, the room is looked at again after this many bytes. */
const recheckBytes = 64 * 2 ** 20;
/** Throws `store-full` unless `neededBytes` fit and `minFreeBytes` stay free after them. */
async function checkRoom(root, where, key, neededBytes, minFreeBytes) {
    if (minFreeBytes === 0 && neededBytes === 0)
        return;
    const { bavail, bsize } = await (0,promises_.statfs)(root);
    const freeBytes = bavail * bsize;
    if (freeBytes >= neededBytes + minFreeBytes)
        return;
    throw new problem/* Problem */.AF('store-full', `put ${key}: ${freeBytes} bytes are free, ${neededBytes} are needed and ${minFreeBytes} must stay free, in ${where}`, { hint: 'Make room on this file system, let retention delete more, or lower min-free in the policy.' });
}

;// CONCATENATED MODULE: ./build/js/store/directory-sweep.js


const staleMs = 24 * 3_600_000;
/** Removes temporary files that nobody has written to for a day, by the file system's own clock. */
async function sweepTemporary(directory, fresh) {
    for (const name of await (0,promises_.readdir)(directory)) {
        if (!name.endsWith('.tmp'))
            continue;
        const file = (0,external_node_path_.join)(directory, name);
        try {
            if (fresh.mtimeMs - (await (0,promises_.lstat)(file)).mtimeMs > staleMs)
                await (0,promises_.unlink)(file);
        }
        catch (error) {
            // Another process finished with it, or swept it.
            if (error.code !== 'ENOENT')
                throw error;
        }
    }
}

// EXTERNAL MODULE: ./build/js/store/key.js
var store_key = __webpack_require__(371);
;// CONCATENATED MODULE: ./build/js/store/directory-walk.js





/** Every file below `from` ("" or "a/b/"), sorted by key. What vanishes meanwhile is left out. */
async function* walk(root, from, where) {
    const entries = (await entriesOf((0,external_node_path_.join)(root, from)))
        .filter(({ name }) => from !== '' || (name !== store_key/* reserved */.$t && name !== 'lost+found'))
        // A directory's keys go on with "/", which is what they sort by.
        .map((entry) => ({ entry, key: from + entry.name + (entry.isDirectory() ? '/' : '') }))
        .sort((a, b) => (0,store_key/* compareKeys */.YD)(a.key, b.key));
    for (const { entry, key } of entries) {
        if (entry.isDirectory())
            yield* walk(root, key, where);
        else if (entry.isSymbolicLink())
            throw symbolic('list', key, where);
        else if (!entry.isFile())
            throw new problem/* Problem */.AF('store-failed', `list ${key}: it is not a regular file, in ${where}`);
        else {
            const there = await statOf((0,external_node_path_.join)(root, key));
            if (there)
                yield { key, bytes: Number(there.size), etag: etagOf(there) };
        }
    }
}
async function entriesOf(directory) {
    try {
        return await (0,promises_.readdir)(directory, { withFileTypes: true });
    }
    catch (error) {
        const code = error.code;
        if (code === 'ENOENT' || code === 'ENOTDIR')
            return [];
        throw error;
    }
}
/** undefined: there is no file there. */
async function statOf(path) {
    try {
        const there = await (0,promises_.lstat)(path, { bigint: true });
        return there.isFile() ? there : undefined;
    }
    catch (error) {
        const code = error.code;
        if (code === 'ENOENT' || code === 'ENOTDIR')
            return undefined;
        throw error;
    }
}
/** Every put makes a new file, so its inode, time and size together change with the bytes. */
function etagOf(there) {
    return [there.ino, there.mtimeNs, there.size].map((number) => number.toString(36)).join('-');
}

;// CONCATENATED MODULE: ./build/js/store/directory.js












/**
 * Objects as files (mode 0600). A put writes a temporary file under `.restorable/`, syncs it, and renames or links it
 * into place, so that a reader sees all of it or nothing, also after a crash. `ifAbsent` is atomic among processes by
 * link(2); `ifMatch` by a lock among conditional puts. A key cannot be both an object and the beginning of another.
 */
function directoryStore(options) {
    const root = (0,external_node_path_.resolve)(options.path);
    const where = `directory ${root}`;
    const minFreeBytes = options.minFreeBytes ?? 0;
    const temporary = (0,external_node_path_.join)(root, store_key/* reserved */.$t);
    let swept = false;
    /** Directories whose entries are known to be on the disk, and the highest that this store made an entry in. */
    const synced = new Set();
    let highest = root;
    const missing = (key) => new problem/* Problem */.AF('object-missing', `get ${key}: there is no such object in ${where}`);
    const fail = (error, call, key, signal) => {
        throw directoryProblem(error, call, key, where, signal);
    };
    const write = async (file, key, body, signal) => {
        let bytes = 0;
        let checkAt = recheckBytes;
        for await (const chunk of (0,store_body/* chunksOf */.U_)(body, signal)) {
            for (let at = 0; at < chunk.length;)
                at += (await file.write(chunk, at)).bytesWritten;
            bytes += chunk.length;
            if (bytes < checkAt)
                continue;
            checkAt = bytes + recheckBytes;
            await checkRoom(root, where, key, 0, minFreeBytes);
        }
        (0,problem/* stopIfAborted */.NI)(signal);
        await file.sync();
        return bytes;
    };
    const place = async (from, key, o) => {
        const to = (0,external_node_path_.join)(root, key);
        const locked = (body) => withLock((0,external_node_path_.join)(temporary, 'lock'), where, o.signal, body);
        if (o.ifMatch !== undefined) {
            return locked(async () => {
                const there = await statOf(to);
                if (!there || etagOf(there) !== o.ifMatch)
                    throw new problem/* Problem */.AF('store-changed', `put ${key}: it was changed by another, in ${where}`);
                await (0,promises_.rename)(from, to);
            });
        }
        if (!o.ifAbsent)
            return (0,promises_.rename)(from, to);
        const exists = () => new problem/* Problem */.AF('store-exists', `put ${key}: it is there already, in ${where}`);
        try {
            await (0,promises_.link)(from, to);
        }
        catch (error) {
            const code = error.code;
            if (code === 'EEXIST')
                throw exists();
            if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'EOPNOTSUPP' && code !== 'ENOSYS')
                throw error;
            // A file system without hard links.
            return locked(async () => {
                if (await statOf(to))
                    throw exists();
                await (0,promises_.rename)(from, to);
            });
        }
        await (0,promises_.unlink)(from);
    };
    const commit = async (from, key, o) => {
        const parent = (0,external_node_path_.dirname)((0,external_node_path_.join)(root, key));
        for (let attempt = 1;; attempt++) {
            await checkLinks(root, key, where, 'put');
            let first;
            try {
                first = await (0,promises_.mkdir)(parent, { recursive: true, mode: 0o700 });
                await place(from, key, o);
            }
            catch (error) {
                // Another process removed the last object of this directory, and the directory, in between.
                if (error.code === 'ENOENT' && attempt < 100)
                    continue;
                throw error;
            }
            return syncUp(parent, first);
        }
    };
    /** The object's entry, and those of the directories above it: whoever made them may not have come to it. */
    const syncUp = async (parent, made) => {
        for (let at = parent;; at = (0,external_node_path_.dirname)(at)) {
            const fresh = made !== undefined && at.length >= (0,external_node_path_.dirname)(made).length;
            if (at === parent || fresh || !synced.has(at))
                await syncDirectory(at).catch(unlessGone);
            synced.add(at);
            if (at === highest || at === (0,external_node_path_.dirname)(at))
                return;
        }
    };
    return {
        where,
        async put(key, body, o) {
            (0,store_key/* checkKey */.yR)(key, where);
            let temporaryFile;
            try {
                (0,problem/* stopIfAborted */.NI)(o.signal);
                const made = await (0,promises_.mkdir)(temporary, { recursive: true, mode: 0o700 });
                if (made !== undefined && (0,external_node_path_.dirname)(made).length < highest.length)
                    highest = (0,external_node_path_.dirname)(made);
                const kept = o.fromReserve ? 0 : minFreeBytes;
                await checkRoom(root, where, key, body instanceof Uint8Array ? body.byteLength : 0, kept);
                const name = (0,external_node_path_.join)(temporary, `${(0,external_node_crypto_.randomUUID)()}.tmp`);
                const file = await (0,promises_.open)(name, 'wx', 0o600);
                temporaryFile = name;
                let bytes;
                let stored;
                try {
                    if (!swept)
                        await sweepTemporary(temporary, await file.stat());
                    swept = true;
                    bytes = await write(file, key, body, o.signal);
                    stored = { key, bytes, etag: etagOf(await file.stat({ bigint: true })) };
                }
                finally {
                    await file.close();
                }
                await commit(name, key, o);
                temporaryFile = undefined;
                return stored;
            }
            catch (error) {
                // A disk that fails may not even let go of it: it is swept after a day, and what failed first is what is told.
                if (temporaryFile !== undefined)
                    await (0,promises_.unlink)(temporaryFile).catch((also) => (0,problem/* noteAlso */.Gv)(error, also));
                if (body instanceof Uint8Array)
                    return fail(error, 'put', key, o.signal);
                if (body.errored && body.errored === error)
                    throw error;
                body.destroy();
                return fail(error, 'put', key, o.signal);
            }
        },
        async get(key, { range, signal }) {
            (0,store_key/* checkKey */.yR)(key, where);
            (0,problem/* stopIfAborted */.NI)(signal);
            try {
                await checkLinks(root, key, where, 'get');
                const file = await (0,promises_.open)((0,external_node_path_.join)(root, key), promises_.constants.O_RDONLY | promises_.constants.O_NOFOLLOW | promises_.constants.O_NONBLOCK);
                try {
                    const there = await file.stat();
                    if (!there.isFile())
                        throw missing(key);
                    const { start, end } = (0,store_body/* resolveRange */.Ss)(range, there.size, `${key} in ${where}`);
                    return fileStream(file, start, end, `${key} in ${where}`, signal);
                }
                catch (error) {
                    await file.close();
                    throw error;
                }
            }
            catch (error) {
                return fail(error, 'get', key, signal);
            }
        },
        async head(key, signal) {
            (0,store_key/* checkKey */.yR)(key, where);
            (0,problem/* stopIfAborted */.NI)(signal);
            try {
                await checkLinks(root, key, where, 'head');
                const there = await statOf((0,external_node_path_.join)(root, key));
                return there && { key, bytes: Number(there.size), etag: etagOf(there) };
            }
            catch (error) {
                return fail(error, 'head', key, signal);
            }
        },
        async *list(prefix, signal) {
            try {
                if (prefix !== '')
                    (0,store_key/* checkKey */.yR)(`${prefix}-`, where);
                const from = prefix.slice(0, prefix.lastIndexOf('/') + 1);
                await mustNotBeFile(root, where);
                if (from !== '')
                    await checkLinks(root, `${from}-`, where, 'list');
                for await (const stored of walk(root, from, where)) {
                    if (signal.aborted)
                        throw (0,problem/* cancelled */.KW)(signal);
                    if (stored.key.startsWith(prefix))
                        yield stored;
                }
            }
            catch (error) {
                fail(error, 'list', `${prefix}*`, signal);
            }
        },
        async blank(signal) {
            (0,problem/* stopIfAborted */.NI)(signal);
            try {
                return (await (0,promises_.readdir)(root)).every((name) => name === 'lost+found');
            }
            catch (error) {
                const code = error.code;
                // A file in its place: the first listing says so.
                return code === 'ENOENT' || (code !== 'ENOTDIR' && fail(error, 'list', '*', signal));
            }
        },
        async remove(keys, signal) {
            for (const key of keys) {
                (0,store_key/* checkKey */.yR)(key, where);
                (0,problem/* stopIfAborted */.NI)(signal);
                try {
                    await checkLinks(root, key, where, 'remove');
                    if (await statOf((0,external_node_path_.join)(root, key)))
                        await (0,promises_.unlink)((0,external_node_path_.join)(root, key)).catch(unlessGone);
                    await removeEmpty(root, (0,external_node_path_.dirname)((0,external_node_path_.join)(root, key)));
                }
                catch (error) {
                    fail(error, 'remove', key, signal);
                }
            }
        },
    };
}
/** Throws if a directory between the root and the object, or the object itself, is a symbolic link. */
async function checkLinks(root, key, where, call) {
    let at = root;
    for (const segment of key.split('/')) {
        at = (0,external_node_path_.join)(at, segment);
        const entry = await (0,promises_.lstat)(at).catch(unlessGone);
        if (!entry)
            return;
        if (entry.isSymbolicLink())
            throw symbolic(call, key, where);
    }
}
async function removeEmpty(root, directory) {
    for (let at = directory; at.length > root.length; at = (0,external_node_path_.dirname)(at)) {
        try {
            await (0,promises_.rmdir)(at);
        }
        catch (error) {
            const code = error.code;
            if (code === 'ENOTEMPTY' || code === 'EEXIST' || code === 'EBUSY')
                return;
            unlessGone(error);
        }
    }
}
async function syncDirectory(path) {
    const directory = await (0,promises_.open)(path, 'r');
    try {
        await directory.sync();
    }
    finally {
        await directory.close();
    }
}
function unlessGone(error) {
    const code = error.code;
    if (code !== 'ENOENT' && code !== 'ENOTDIR')
        throw error;
    return undefined;
}
/** A store that is not there yet is empty; a file in its place is a mistake that must not look like "no backups". */
async function mustNotBeFile(root, where) {
    const there = await (0,promises_.stat)(root).catch(unlessGone);
    if (!there || there.isDirectory())
        return;
    throw new problem/* Problem */.AF('store-failed', `list: there is a file where the directory should be, ${where}`, {
        hint: 'Correct the path of the store in the policy.',
    });
}

// EXTERNAL MODULE: ./build/js/store/retry.js
var retry = __webpack_require__(394);
;// CONCATENATED MODULE: ./build/js/store/all.js



/** A store that retries what may succeed a moment later. Opening reaches for nothing: the first call does. */
async function openStore(options, signal) {
    if (signal)
        (0,problem/* stopIfAborted */.NI)(signal);
    switch (options.kind) {
        case 'directory':
            return (0,retry/* retryStore */.k6)(directoryStore(options));
        case 's3': {
            // Loaded here and nowhere else: it takes longer to load than everything else together.
            const { s3Store } = await Promise.all(/* import() */[__webpack_require__.e(711), __webpack_require__.e(375)]).then(__webpack_require__.bind(__webpack_require__, 375));
            return (0,retry/* retryStore */.k6)(s3Store(options));
        }
    }
}

;// CONCATENATED MODULE: ./build/js/store/fan-out.js



/**
 * Puts one body to every store at once; the slowest sets the pace, and the buffers are shared, so memory does not grow
 * with the number of stores. A store that fails is an outcome (in the order given) and does not stop the others; when all
 * have failed, the body is destroyed. If the body errors or the signal fires this rejects with that error, and nothing is
 * visible in any store; where a store was done and does not let go of it again, the error's last cause says so.
 */
async function putEverywhere(stores, key, body, options) {
    const branches = stores.map((store) => startBranch(store, key, options));
    let bytes = 0;
    try {
        for await (const chunk of (0,store_body/* chunksOf */.U_)(body, options.signal)) {
            bytes += chunk.length;
            await Promise.all(branches.map((branch) => branch.write(chunk)));
            if (branches.every((branch) => branch.ended()))
                break;
        }
        for (const branch of branches)
            branch.end();
        const outcomes = await Promise.all(branches.map((branch) => branch.outcome));
        if (options.signal.aborted)
            throw (0,problem/* cancelled */.KW)(options.signal);
        return outcomes.map((outcome) => whole(outcome, key, bytes));
    }
    catch (error) {
        for (const branch of branches)
            branch.destroy(error);
        const outcomes = await Promise.all(branches.map((branch) => branch.outcome));
        await takeBack(outcomes, key, error);
        throw error;
    }
}
function startBranch(store, key, options) {
    let ready = Promise.withResolvers();
    let ended = false;
    const stream = new external_node_stream_.Readable({
        objectMode: true,
        highWaterMark: 1,
        read: () => ready.resolve(),
        destroy: (error, done) => {
            ready.resolve();
            done(error);
        },
    });
    stream.on('error', () => { });
    const outcome = store
        .put(key, stream, options)
        .then((stored) => ({ kind: 'stored', store, stored }), (problem) => ({ kind: 'failed', store, problem }))
        .finally(() => {
        ended = true;
        ready.resolve();
    });
    return {
        outcome,
        ended: () => ended,
        async write(chunk) {
            if (ended || stream.destroyed)
                return;
            ready = Promise.withResolvers();
            if (!stream.push(chunk))
                await ready.promise;
        },
        end: () => void (stream.destroyed || stream.push(null)),
        destroy: (error) => void stream.destroy(error),
    };
}
function whole(outcome, key, bytes) {
    if (outcome.kind === 'failed' || outcome.stored.bytes === bytes)
        return outcome;
    const { store, stored } = outcome;
    const message = `put ${key}: ${stored.bytes} of ${bytes} bytes were stored, in ${store.where}`;
    return { kind: 'failed', store, problem: new problem/* Problem */.AF('store-failed', message) };
}
/** A store that was done before the others were stopped. */
async function takeBack(outcomes, key, because) {
    const signal = AbortSignal.timeout(30_000);
    for (const outcome of outcomes) {
        if (outcome.kind === 'failed')
            continue;
        try {
            await outcome.store.remove([key], signal);
        }
        catch (error) {
            const message = `put ${key}: stopped, and it could not be removed again from ${outcome.store.where}`;
            (0,problem/* noteAlso */.Gv)(because, new problem/* Problem */.AF('store-failed', message, { cause: error }));
        }
    }
}

;// CONCATENATED MODULE: ./build/js/store/memory.js




/** A store that keeps everything in memory, with the same promises as every other. */
function memoryStore(name = 'memory') {
    const objects = new Map();
    const where = `memory ${name}`;
    const stored = (key, bytes) => ({
        key,
        bytes: bytes.length,
        etag: createHash('sha256').update(bytes).digest('hex').slice(0, 32),
    });
    return {
        where,
        objects,
        async put(key, body, { signal, ifAbsent, ifMatch }) {
            checkKey(key, where);
            const chunks = [];
            for await (const chunk of chunksOf(body, signal))
                chunks.push(chunk);
            const there = objects.get(key);
            if (ifAbsent && there)
                throw new Problem('store-exists', `put ${key}: it is there already, in ${where}`);
            if (ifMatch !== undefined && (!there || stored(key, there).etag !== ifMatch))
                throw new Problem('store-changed', `put ${key}: it was changed by another, in ${where}`);
            const bytes = Buffer.concat(chunks);
            objects.set(key, bytes);
            return stored(key, bytes);
        },
        async get(key, { range, signal }) {
            checkKey(key, where);
            stopIfAborted(signal);
            const bytes = objects.get(key);
            if (!bytes)
                throw new Problem('object-missing', `get ${key}: there is no such object in ${where}`);
            const { start, end } = resolveRange(range, bytes.length, `${key} in ${where}`);
            return streamOf(pieces(bytes.subarray(start, end), signal));
        },
        async head(key, signal) {
            checkKey(key, where);
            stopIfAborted(signal);
            const bytes = objects.get(key);
            return bytes && stored(key, bytes);
        },
        async *list(prefix, signal) {
            for (const key of [...objects.keys()].filter((key) => key.startsWith(prefix)).sort(compareKeys)) {
                stopIfAborted(signal);
                const bytes = objects.get(key);
                if (bytes)
                    yield stored(key, bytes);
            }
        },
        async remove(keys, signal) {
            stopIfAborted(signal);
            for (const key of keys) {
                checkKey(key, where);
                objects.delete(key);
            }
        },
    };
}
async function* pieces(bytes, signal) {
    for (let at = 0; at < bytes.length; at += 65_536) {
        stopIfAborted(signal);
        yield asBuffer(bytes.subarray(at, at + 65_536));
    }
}

;// CONCATENATED MODULE: ./build/js/store/store.js






/***/ })

};
