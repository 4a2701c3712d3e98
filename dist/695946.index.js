export const id = 695946;
export const ids = [695946];
export const modules = {

/***/ 81275:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  elasticsearch: () => (/* binding */ elasticsearch),
  opensearch: () => (/* binding */ opensearch)
});

// EXTERNAL MODULE: ./problem.js
var problem = __webpack_require__(35447);
// EXTERNAL MODULE: ./runtime/runtime.js + 27 modules
var runtime = __webpack_require__(8300);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(57075);
// EXTERNAL MODULE: ../../node_modules/zod/v4/classic/schemas.js + 4 modules
var schemas = __webpack_require__(99131);
;// CONCATENATED MODULE: ./engine/opensearch/part/named.js

/** An object of such things by name: zod's own loses one that is called `__proto__`. It is taken as it is. */
const byName = (shape) => schemas/* custom */.IeY((value) => typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every((one) => shape.safeParse(one).success));
const object = byName(schemas/* unknown */.L5J());

;// CONCATENATED MODULE: ./engine/opensearch/part/description.js




/** The part that says what the others are. It is the last that is written: without it there is no backup. */
const descriptionPart = 'cluster.json';
const definition = schemas/* object */.Ikc({
    /** With whole names: "index.number_of_shards". */
    settings: object,
    mappings: object,
    aliases: byName(object),
});
const index = schemas/* object */.Ikc({
    name: schemas/* string */.YjP(),
    part: schemas/* string */.YjP(),
    documents: schemas/* number */.aig(),
    digest: schemas/* string */.YjP(),
});
/** What belongs to no index, by kind and name. */
const common = schemas/* object */.Ikc({
    'index template': byName(object),
    'component template': byName(object),
    'legacy template': byName(object),
    'ingest pipeline': byName(object),
});
const description = schemas/* object */.Ikc({
    version: schemas/* literal */.euz(1),
    server: schemas/* object */.Ikc({ product: schemas/* enum */.k5n(['opensearch', 'elasticsearch']), version: schemas/* string */.YjP() }),
    indexes: schemas/* array */.YOg(index),
    common,
});
const commonKinds = Object.keys(common.shape);
const header = schemas/* object */.Ikc({ index: schemas/* string */.YjP(), definition });
const trailer = schemas/* object */.Ikc({ end: schemas/* object */.Ikc({ documents: schemas/* number */.aig(), digest: schemas/* string */.YjP() }) });
const lineOf = (of) => Buffer.from(`${JSON.stringify(of)}\n`);
const readHeader = (line) => read(header, line);
const readTrailer = (line) => read(trailer, line);
const descriptionBody = (of) => external_node_stream_.Readable.from([Buffer.from(`${JSON.stringify(of, undefined, 1)}\n`)], { objectMode: false });
const mostBytes = 256 * 1024 * 1024;
/** @throws Problem `object-damaged` for one that is not whole. */
async function readDescription(backup) {
    const chunks = [];
    let length = 0;
    for await (const chunk of (await backup.open(descriptionPart))) {
        length += chunk.length;
        if (length > mostBytes)
            throw damaged(descriptionPart, 'it is longer than any that backproof writes');
        chunks.push(chunk);
    }
    const parsed = read(description, Buffer.concat(chunks));
    if (parsed === undefined)
        throw damaged(descriptionPart, 'it does not describe indexes');
    return parsed;
}
function read(shape, json) {
    try {
        return shape.safeParse(JSON.parse(json.toString('utf8'))).data;
    }
    catch {
        return undefined;
    }
}
const damaged = (part, because) => new problem/* Problem */.AF('object-damaged', `the part ${part} is damaged: ${because}`, { hint: problem/* remedy */.zL.damaged });

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
;// CONCATENATED MODULE: ./engine/opensearch/part/document.js

const [newline, carriageReturn, space] = [0x0a, 0x0d, 0x20];
const end = Buffer.from('\n');
/** A document as two lines, which the server itself takes by `_bulk`. */
function documentLines(head, source) {
    const lines = new Lines();
    lines.add(head, source);
    return lines.take().bytes;
}
/** Gathers documents, each as two lines. */
class Lines {
    #room = Buffer.alloc(0);
    #used = 0;
    #count = 0;
    /** Gives its lines, which are there until all are taken. */
    add({ id, routing }, source) {
        const create = routing === undefined ? { _id: id } : { _id: id, routing };
        const action = `${JSON.stringify({ create })}\n`;
        const from = this.#used;
        this.#grow(from + 3 * action.length + source.length + end.length);
        const at = from + this.#room.write(action, from);
        const to = at + onOneLine(source).copy(this.#room, at);
        this.#used = to + end.copy(this.#room, to);
        this.#count++;
        return this.#room.subarray(from, this.#used);
    }
    take() {
        const taken = { bytes: this.#room.subarray(0, this.#used), count: this.#count };
        this.#room = Buffer.alloc(0);
        this.#used = 0;
        this.#count = 0;
        return taken;
    }
    #grow(bytes) {
        if (bytes <= this.#room.length)
            return;
        const larger = Buffer.allocUnsafeSlow(Math.max(leastRoom, bytes, 2 * this.#room.length));
        this.#room.copy(larger, 0, 0, this.#used);
        this.#room = larger;
    }
}
const leastRoom = 128 * 1024;
/** Whoever indexed it may have broken its lines: outside of texts, where JSON allows no line break, they mean nothing. */
function onOneLine(source) {
    if (!source.includes(newline) && !source.includes(carriageReturn))
        return source;
    return Buffer.from(source.map((byte) => (byte === newline || byte === carriageReturn ? space : byte)));
}
/** How many documents there are, and a digest of them that does not depend on their order: the sum of the digests of each. */
class Tally {
    documents = 0;
    bytes = 0;
    #sums = new Uint32Array(4);
    #marked = new Uint32Array(4);
    add(lines) {
        this.documents++;
        this.bytes += lines.length;
        // As a text: a buffer for each document would be freed late.
        const digest = (0,external_node_crypto_.hash)('sha256', lines, 'binary');
        for (let lane = 0; lane < 4; lane++)
            this.#sums[lane] = (this.#sums[lane] ?? 0) + numberAt(digest, lane * 4);
    }
    get digest() {
        return texted(this.#sums);
    }
    /** The same of those alone that came since it was last asked for. */
    lately() {
        const since = this.#sums.map((sum, lane) => sum - (this.#marked[lane] ?? 0));
        this.#marked = this.#sums.slice();
        return texted(since);
    }
}
/** Four bytes, the highest first. */
const numberAt = (bytes, at) => ((bytes.charCodeAt(at) << 24) |
    (bytes.charCodeAt(at + 1) << 16) |
    (bytes.charCodeAt(at + 2) << 8) |
    bytes.charCodeAt(at + 3)) >>>
    0;
const texted = (sums) => [...sums].map((sum) => sum.toString(16).padStart(8, '0')).join('');

;// CONCATENATED MODULE: ./engine/opensearch/part/lines.js
/** Cuts a stream of bytes into lines, each with its end. What follows the last end stays in `rest`. */
class LineCutter {
    #held = [];
    #heldBytes = 0;
    get rest() {
        return this.#heldBytes;
    }
    /** The lines that end in this chunk, each as it is asked for; all have to be. */
    *push(chunk) {
        let from = 0;
        for (let to = chunk.indexOf(0x0a, from); to !== -1; to = chunk.indexOf(0x0a, from)) {
            const line = chunk.subarray(from, to + 1);
            const whole = this.#heldBytes === 0 ? line : Buffer.concat([...this.#held, line]);
            this.#held = [];
            this.#heldBytes = 0;
            yield whole;
            from = to + 1;
        }
        if (from < chunk.length) {
            this.#held.push(chunk.subarray(from));
            this.#heldBytes += chunk.length - from;
        }
    }
}

;// CONCATENATED MODULE: ./engine/opensearch/part/read.js




const trailerMark = Buffer.from('{"end":');
const documentMark = Buffer.from('{"create":');
/** In turns, each of which has to be taken whole. Throws at its end at the latest unless the part is what was written. */
async function* eventsOf(backup, kept, signal) {
    const reader = new PartReader(kept);
    const cutter = new LineCutter();
    for await (const chunk of (await backup.open(kept.part))) {
        (0,problem/* stopIfAborted */.NI)(signal);
        yield reader.events(cutter.push(chunk));
    }
    if (cutter.rest > 0)
        throw damaged(kept.part, 'it is cut off');
    reader.end();
}
/** Reads a part to its end. @throws Problem `object-damaged` for one that is not whole, or another. */
async function readPart(backup, kept, signal) {
    let header;
    for await (const events of eventsOf(backup, kept, signal))
        for (const event of events)
            if (event.kind === 'header')
                header = event.header;
    if (header === undefined)
        throw damaged(kept.part, 'it has no beginning');
    return header;
}
class PartReader {
    #kept;
    #tally = new Tally();
    #state = 'header';
    #action = Buffer.alloc(0);
    constructor(kept) {
        this.#kept = kept;
    }
    *events(lines) {
        for (const line of lines) {
            const event = this.#event(line);
            if (event !== undefined)
                yield event;
        }
    }
    #event(line) {
        const { name, part } = this.#kept;
        switch (this.#state) {
            case 'header': {
                const header = readHeader(line);
                if (header?.index !== name)
                    throw damaged(part, `it is not that of the index ${name}`);
                this.#state = 'documents';
                return { kind: 'header', header };
            }
            case 'documents':
                if (starts(line, documentMark)) {
                    this.#action = line;
                    this.#state = 'source';
                    return undefined;
                }
                if (!starts(line, trailerMark))
                    throw damaged(part, 'it has a line that is no document');
                this.#mustEnd(line);
                this.#state = 'ended';
                return undefined;
            case 'source': {
                const lines = joined(this.#action, line);
                this.#tally.add(lines);
                this.#state = 'documents';
                return { kind: 'document', lines };
            }
            case 'ended':
                throw damaged(part, 'it has something after its end');
        }
    }
    end() {
        if (this.#state !== 'ended')
            throw damaged(this.#kept.part, 'it is cut off');
    }
    #mustEnd(line) {
        const { documents, digest, part } = this.#kept;
        const end = readTrailer(line)?.end;
        const came = this.#tally;
        if (end === undefined)
            throw damaged(part, 'it has no readable end');
        if (came.documents !== documents || end.documents !== documents)
            throw damaged(part, `it has ${came.documents} documents, and ${documents} were written`);
        if (came.digest !== digest || end.digest !== digest)
            throw damaged(part, 'its documents are not those that were written');
    }
}
/** Two lines that lie one after the other are not copied. */
function joined(one, other) {
    const isNext = one.buffer === other.buffer && one.byteOffset + one.length === other.byteOffset;
    if (!isNext)
        return Buffer.concat([one, other]);
    return Buffer.from(one.buffer, one.byteOffset, one.length + other.length);
}
const starts = (line, mark) => line.subarray(0, mark.length).equals(mark);

;// CONCATENATED MODULE: ./engine/opensearch/contents.js


/** Reads all parts to their ends. */
async function searchContents(backup, signal, required = []) {
    const { indexes, common } = await readDescription(backup);
    const there = new Set();
    for (const kept of indexes) {
        const { definition } = await readPart(backup, kept, signal);
        for (const name of [kept.name, ...Object.keys(definition.aliases)])
            there.add(name);
    }
    const names = [
        ...indexes.map(({ name, documents }) => `index ${name} (${documents} documents)`),
        ...commonKinds.flatMap((kind) => Object.keys(common[kind]).map((name) => `${kind} ${name}`)),
    ];
    return { names, missing: required.filter((name) => !there.has(name)) };
}

// EXTERNAL MODULE: ./engine/http/client.js + 2 modules
var http_client = __webpack_require__(47263);
// EXTERNAL MODULE: ./engine/server-url.js
var server_url = __webpack_require__(72328);
;// CONCATENATED MODULE: ./engine/opensearch/protocol/product.js
const alone = {
    'discovery.type': 'single-node',
    'cluster.routing.allocation.disk.threshold_enabled': 'false',
    // A server of a small memory refuses documents that the dumped one took: some tens of MB each.
    'indexing_pressure.memory.limit': '90%',
};
const memory = '-Xms512m -Xmx512m';
const products = {
    opensearch: {
        noun: 'OpenSearch',
        image: 'opensearchproject/opensearch',
        env: {
            ...alone,
            DISABLE_SECURITY_PLUGIN: 'true',
            DISABLE_INSTALL_DEMO_CONFIG: 'true',
            OPENSEARCH_JAVA_OPTS: memory,
        },
        oldest: '1.0',
        rights: 'Map the user of the URL to a role with cluster_monitor, indices:data/read/scroll* and the reading of templates and pipelines, and read and indices_monitor on all indexes: docs/engines.md has it in full.',
    },
    elasticsearch: {
        noun: 'Elasticsearch',
        image: 'elasticsearch',
        env: { ...alone, 'xpack.security.enabled': 'false', ES_JAVA_OPTS: memory },
        oldest: '7.10',
        rights: 'Give the user of the URL a role with the cluster rights monitor, manage_index_templates and read_pipeline, and read, monitor and view_index_metadata on all indexes: docs/engines.md has it in full.',
    },
};
const urlRules = (product) => ({
    noun: `an ${products[product].noun} server`,
    schemes: { http: 'plain', https: 'tls' },
    port: 9200,
    example: 'https://user:password@host:9200',
    parameters: [],
});
/** "2.19.6": the numbers of a version; what is no number is 0. */
const numbersOf = (version) => {
    const [major, minor] = version.split('.').map((part) => Number.parseInt(part, 10) || 0);
    return [major ?? 0, minor ?? 0];
};
function isBefore(version, other) {
    const [major, minor] = numbersOf(version);
    const [otherMajor, otherMinor] = numbersOf(other);
    return major < otherMajor || (major === otherMajor && minor < otherMinor);
}

;// CONCATENATED MODULE: ./engine/opensearch/protocol/connection.js







const sourceConnection = ({ engine, name, url }) => connectionOf(url.reveal(), engine, `source ${name}`, `source ${name}, by ${url.origin()}`);
/** `typed`: where the URL comes from. @throws Problem `policy-invalid` for what is no URL of such a server. */
function connectionOf(text, product, place, typed = place) {
    const url = (0,server_url/* parseServerUrl */.Ep)(text, typed, urlRules(product));
    const { user, password } = url;
    // As with a token: a user without a password is a key of the API.
    const headers = user === undefined ? {} : password === undefined ? { authorization: `ApiKey ${user}` } : (0,http_client/* basicAuth */.t)(user, password);
    const path = url.path.replace(/\/+$/, '');
    const base = path === '' ? '' : `/${path.split('/').map(encodeURIComponent).join('/')}`;
    return { product, servers: url.servers, tls: url.tls, headers, base, place, where: (0,server_url/* serversText */.IF)(url) };
}
/** The first of the servers that answers. @throws Problem naming what is wrong with the first. */
async function connect(connection, services, signal) {
    let failure;
    for (const address of connection.servers) {
        const { tls, place, base, headers, product } = connection;
        const { rights } = products[product];
        const anew = (until) => new http_client/* HttpClient */.Q({ address, tls, services, place, base, headers, rights }, until);
        const client = anew(signal);
        try {
            const version = await versionOf(client, product);
            return { client, anew, version, [Symbol.asyncDispose]: async () => client[Symbol.asyncDispose]() };
        }
        catch (error) {
            await client[Symbol.asyncDispose]();
            if (!(0,problem/* isProblem */.AN)(error, 'source-failed'))
                throw error;
            failure ??= error;
        }
    }
    throw failure;
}
const greeting = schemas/* object */.Ikc({ version: schemas/* object */.Ikc({ number: schemas/* string */.YjP(), distribution: schemas/* unknown */.L5J().optional() }) });
const nodes = schemas/* object */.Ikc({ nodes: byName(schemas/* object */.Ikc({ version: schemas/* string */.YjP() })) });
async function versionOf(client, product) {
    const { status, json } = await client.json({ method: 'GET', path: '/', also: [404, 405] });
    const said = greeting.safeParse(json).data?.version;
    // A server may be told to say that it is an old Elasticsearch, for old clients: its nodes say what they are.
    const hidden = status !== 200 || (said?.number === '7.10.2' && said.distribution === 'opensearch');
    const version = hidden ? await versionOfNodes(client) : said?.number;
    const { noun, oldest } = products[product];
    if (version === undefined || !/^\d+\.\d+/.test(version))
        throw client.problem('it says no version of itself', `Check that the URL names an ${noun} server.`);
    const found = said?.distribution === 'opensearch' ? 'opensearch' : 'elasticsearch';
    if (status === 200 && found !== product)
        throw new problem/* Problem */.AF('policy-invalid', `${client.place}: ${client.where} is ${products[found].noun} ${version}, not ${noun}`, {
            hint: `Set engine: ${found}.`,
        });
    if (isBefore(version, oldest))
        throw new problem/* Problem */.AF('tool-version', `${client.place}: ${client.where} is ${noun} ${version}, older than ${oldest}`, {
            hint: `Upgrade the server to ${noun} ${oldest} or later.`,
        });
    return version;
}
async function versionOfNodes(client) {
    const { json } = await client.json({ method: 'GET', path: '/_nodes/_local?filter_path=nodes.*.version' });
    const found = nodes.safeParse(json).data;
    return found === undefined ? undefined : Object.values(found.nodes)[0]?.version;
}
/** True where they share a server, as far as addresses tell. */
function sameServer(one, other) {
    const named = ({ host, port }) => `${(0,runtime/* isLocal */.IX)(host) ? '' : host.toLowerCase()}:${port}`;
    return one.servers.some((a) => other.servers.some((b) => named(a) === named(b)));
}

;// CONCATENATED MODULE: ./engine/opensearch/sandbox.js
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



const port = 9200;
/** The server of a proof: of the dumped one's product and version, alone and empty. */
function searchSandbox({ server }, product, image) {
    const { env, image: own } = products[product];
    return {
        image: image ?? `${own}:${wholeVersion(server?.version)}`,
        env,
        args: [],
        port,
        timeoutMs: 300_000,
        async ready(address, signal) {
            const env_1 = { stack: [], error: void 0, hasError: false };
            try {
                const reached = __addDisposableResource(env_1, await connect(sandboxConnection(product, address), {}, signal), true);
                await reached.client.json({ method: 'GET', path: '/_cluster/health?wait_for_status=yellow&timeout=10s' });
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
        },
    };
}
// Nobody but this machine reaches it.
const sandboxConnection = (product, address) => ({
    ...{ product, servers: [address], tls: undefined, headers: {}, base: '' },
    ...{ place: 'the throw-away server', where: `${address.host}:${address.port}` },
});
/** Images have no shorter names. */
function wholeVersion(version = '') {
    const [found] = /^\d{1,3}\.\d{1,3}\.\d{1,3}/.exec(version) ?? [];
    if (found !== undefined)
        return found;
    throw new problem/* Problem */.AF('object-damaged', 'the facts of the dump name no version of the server', { hint: problem/* remedy */.zL.damaged });
}

// EXTERNAL MODULE: ./engine/dial.js
var dial = __webpack_require__(58397);
// EXTERNAL MODULE: external "node:stream/promises"
var promises_ = __webpack_require__(46466);
;// CONCATENATED MODULE: ./engine/opensearch/definition.js

// What a server sets by itself, and takes from nobody.
const servers = /^index\.(creation_date|uuid|version|provided_name|history_uuid|resize|shrink|replication|remote_store|verified_before_close|store\.snapshot|frozen|search\.throttled)(\.|$)/;
// Where shards lie belongs to the cluster.
const placing = /^index\.routing\.(allocation|rebalance)\./;
const copies = /^index\.(number_of_replicas|auto_expand_replicas)$/;
// What would change documents on their way in, keep them out, or remove the index; and what slows the way down.
const afterwards = /^index\.(default_pipeline|final_pipeline|refresh_interval)$|^index\.blocks\./;
const lifecycle = /^index\.(lifecycle|plugins\.index_state_management)\./;
const pick = (settings, take) => Object.fromEntries(Object.entries(settings).filter(([name]) => take(name)));
/** What is kept of a definition. */
function kept({ settings, mappings, aliases }) {
    return { settings: pick(settings, (name) => !servers.test(name) && !placing.test(name)), mappings, aliases };
}
/** What of the settings must be equal after a restore. */
const compared = (settings) => pick(settings, (name) => !copies.test(name) && !lifecycle.test(name) && !servers.test(name) && !placing.test(name));
/** How an index is made, so that its documents come in as they were, and quickly. */
const whileLoading = (settings) => ({
    ...pick(settings, (name) => !copies.test(name) && !afterwards.test(name) && !lifecycle.test(name)),
    'index.number_of_replicas': 0,
    'index.refresh_interval': '-1',
});
/** How many fields an index may have, how deep, how many nested ones, with names of what length; and the most that OpenSearch takes. */
const mostOf = {
    'index.mapping.total_fields.limit': 1_000_000,
    'index.mapping.nested_fields.limit': 1_000_000,
    'index.mapping.depth.limit': 1000,
    'index.mapping.field_name_length.limit': 50_000,
};
/** What a server says of mappings that have more than the index may have. */
const isBeyondLimit = (reason) => /\blimit of\b/i.test(reason);
/** An index may have more than its limits allow: they were lowered since, or another version counts otherwise. */
const withoutLimits = (settings) => ({ ...settings, ...mostOf });
/** Sets them again; null: as the server has them. */
const limitsOf = (settings) => Object.fromEntries(Object.keys(mostOf).map((name) => [name, settings[name] ?? null]));
/** What it is set to once they are in. */
function whenLoaded(settings, { hasReplicas, throwAway }) {
    const wanted = (name) => afterwards.test(name) || (copies.test(name) && hasReplicas) || (lifecycle.test(name) && !throwAway);
    return { 'index.refresh_interval': null, ...pick(settings, wanted) };
}
const sourceRules = schemas/* object */.Ikc({
    enabled: schemas/* unknown */.L5J().optional(),
    includes: schemas/* unknown */.L5J().optional(),
    excludes: schemas/* unknown */.L5J().optional(),
});
/** Why documents of this index cannot be read as they were written; undefined: they can. */
function unreadable({ mappings }) {
    const { data: source } = sourceRules.safeParse(mappings['_source']);
    if (source === undefined)
        return undefined;
    if (source.enabled === false || source.enabled === 'false')
        return 'it keeps no _source';
    const filtered = [source.includes, source.excludes].some((list) => Array.isArray(list) && list.length > 0);
    return filtered ? 'it keeps a part of _source only' : undefined;
}

;// CONCATENATED MODULE: ./engine/opensearch/facts.js




const serverFacts = (product, version) => ({
    version,
    major: numbersOf(version)[0],
    settings: { product },
});
/** Kinds of objects that belong to an index each: `NAME`, `NAME/...` or `NAME ...`. */
const ofIndexes = ['index', 'alias', 'mappings', 'settings', 'aliases', 'documents'];
function factsOf({ product, version, bytes, indexes, common }) {
    const digests = (read) => indexes.map((index) => `${index.name} ${read(index)}`);
    const objects = {
        // A server that agreed to be empty has this alone.
        server: [product],
        index: indexes.map(({ name }) => name),
        alias: indexes.flatMap(({ name, definition }) => Object.keys(definition.aliases).map((alias) => `${name}/${alias}`)),
        mappings: digests(({ definition }) => digestOf(definition.mappings)),
        settings: digests(({ definition }) => digestOf(compared(definition.settings))),
        aliases: digests(({ definition }) => digestOf(definition.aliases)),
        documents: digests(({ digest }) => digest),
        ...Object.fromEntries(commonKinds.map((kind) => [
            kind,
            Object.entries(common?.[kind] ?? {}).map(([name, body]) => `${name} ${digestOf(body)}`),
        ])),
    };
    return {
        version: 1,
        engine: product,
        server: serverFacts(product, version),
        sizeBytes: bytes,
        rows: Object.fromEntries(indexes.map(({ name, documents }) => [name, documents])),
        objects: Object.fromEntries(Object.entries(objects).map(([kind, names]) => [kind, [...names].sort()])),
    };
}
/** Facts of a part: of some indexes, without what belongs to none. */
function someFacts(facts, keep) {
    const own = ofIndexes;
    const kept = (kind, names) => {
        if (kind === 'server')
            return names;
        return own.includes(kind) ? names.filter((name) => keep(name.split(/[ /]/, 1)[0] ?? '')) : [];
    };
    return {
        ...facts,
        rows: Object.fromEntries(Object.entries(facts.rows).filter(([index]) => keep(index))),
        objects: Object.fromEntries(Object.entries(facts.objects).map(([kind, names]) => [kind, kept(kind, names)])),
    };
}
const digestOf = (value) => (0,external_node_crypto_.createHash)('sha256')
    .update(JSON.stringify(plain(value)))
    .digest('hex')
    .slice(0, 16);
/** In one order of names; numbers and texts of settings are alike. */
function plain(value) {
    if (Array.isArray(value))
        return value.map(plain);
    if (typeof value !== 'object' || value === null)
        return String(value);
    const fields = Object.entries(value).map(([key, field]) => [key, plain(field)]);
    return Object.fromEntries(fields.sort(([a], [b]) => (a < b ? -1 : 1)));
}

// EXTERNAL MODULE: ./words/words.js + 6 modules
var words = __webpack_require__(36364);
// EXTERNAL MODULE: ./engine/selection.js
var selection = __webpack_require__(66505);
// EXTERNAL MODULE: ./engine/http/refusal.js
var refusal = __webpack_require__(6644);
;// CONCATENATED MODULE: ./engine/opensearch/ahead.js
/**
 * The same items in the same order. Where they are taken so slowly that a step lasts too long, they are read on into the next:
 * whoever gives them hears of somebody that still wants them.
 */
class Ahead {
    #steps;
    #haste;
    #held = [];
    /** Steps that nobody has asked for yet. */
    #ahead = 0;
    #timer;
    #reading = Promise.resolve();
    #end;
    constructor(steps, haste) {
        this.#steps = steps;
        this.#haste = haste;
        this.#wait();
    }
    /** True while a step is read that nobody has asked for. */
    get isAhead() {
        return this.#ahead > 0;
    }
    async *items() {
        for (;;) {
            await this.#reading;
            if (this.#held.length === 0) {
                this.#ahead = 0;
                await this.#read();
            }
            const item = this.#held.shift();
            if (item !== undefined)
                yield item;
            else if (this.#end !== undefined && 'error' in this.#end)
                throw this.#end.error;
            else
                return;
        }
    }
    async [Symbol.asyncDispose]() {
        this.#end ??= {};
        clearTimeout(this.#timer);
        // What is under way ends by the hand of who gives it.
        void this.#steps.items.return(undefined).catch(() => undefined);
    }
    #wait() {
        clearTimeout(this.#timer);
        const { afterMs, againMs, mostSteps } = this.#haste;
        if (this.#end !== undefined || this.#ahead >= mostSteps)
            return;
        this.#timer = setTimeout(() => this.#hurry(), this.#ahead === 0 ? afterMs : againMs);
    }
    #hurry() {
        const before = this.#reading;
        this.#ahead++;
        const on = async () => {
            await before;
            const from = this.#steps.step();
            while (this.#end === undefined && this.#steps.step() === from)
                await this.#read();
        };
        this.#reading = on();
    }
    /** Never rejects: whoever takes the items hears of it in its place. */
    #read() {
        this.#reading = this.#next();
        return this.#reading;
    }
    async #next() {
        if (this.#end !== undefined)
            return;
        const from = this.#steps.step();
        try {
            const { done, value } = await this.#steps.items.next();
            if (done === true)
                this.#end ??= {};
            else
                this.#held.push(value);
        }
        catch (error) {
            this.#end = { error };
        }
        if (this.#steps.step() !== from || this.#end !== undefined)
            this.#wait();
    }
}

;// CONCATENATED MODULE: ./engine/opensearch/page/page.js

/** What is around the documents of a page. */
const envelope = schemas/* object */.Ikc({
    _scroll_id: schemas/* string */.YjP(),
    timed_out: schemas/* boolean */.zMY(),
    _shards: schemas/* object */.Ikc({
        total: schemas/* number */.aig(),
        successful: schemas/* number */.aig(),
        failed: schemas/* number */.aig(),
        failures: schemas/* array */.YOg(schemas/* object */.Ikc({ reason: schemas/* object */.Ikc({ reason: schemas/* string */.YjP().nullish() }).nullish() })).optional(),
    }),
    hits: schemas/* object */.Ikc({ total: schemas/* object */.Ikc({ value: schemas/* number */.aig(), relation: schemas/* string */.YjP() }) }),
});
/** Whose documents these are. */
const head = schemas/* object */.Ikc({ _id: schemas/* string */.YjP(), _routing: schemas/* string */.YjP().optional() });
/** What the scroll is called, where the beginning of an answer tells it. */
const scrollIn = (opening) => /"_scroll_id"\s*:\s*"([^"\\]+)"/.exec(opening)?.[1];
/** @throws Error for what is no answer to a search. */
function readEnvelope(json) {
    const parsed = envelope.safeParse(json);
    if (!parsed.success)
        throw new Error('it is not the answer to a search');
    const { _scroll_id: scroll, timed_out, _shards: shards, hits } = parsed.data;
    const failure = shards.failures?.find(({ reason }) => reason?.reason)?.reason?.reason;
    const missing = shards.total - shards.successful;
    const fault = timed_out
        ? 'the search ran out of time'
        : shards.failed > 0 || missing > 0
            ? `${Math.max(shards.failed, missing)} of ${shards.total} shards failed${failure ? `: ${failure}` : ''}`
            : hits.total.relation === 'eq'
                ? undefined
                : 'the server did not count all documents';
    return { scroll, total: hits.total.value, fault };
}
/** @throws Error for what is no document of a search. */
function readHead(json) {
    const parsed = head.safeParse(JSON.parse(json.toString('utf8')));
    if (!parsed.success)
        throw new Error('a document has no _id');
    return { id: parsed.data._id, routing: parsed.data._routing };
}

;// CONCATENATED MODULE: ./engine/opensearch/page/page-reader.js
const [quote, backslash, colon] = [0x22, 0x5c, 0x3a];
const [openObject, closeObject, openList, closeList] = [0x7b, 0x7d, 0x5b, 0x5d];
// The answer is { ..., "hits": { ..., "hits": [ { ..., "_source": { ... } } ] } }: how deep each of these lies.
const [hitsDepth, hitDepth, sourceDepth] = [3, 4, 5];
const mostEnvelopeBytes = 16 * 1024 * 1024;
/** A server takes 100 MiB at once unless it is told otherwise (`http.max_content_length`). */
const mostHitBytes = 256 * 1024 * 1024;
const nothing = Buffer.from('null');
/**
 * Takes the documents out of the answer to a search while it arrives: no more than one of them is held, and none is parsed,
 * which would change numbers that a double cannot hold.
 */
class PageReader {
    #depth = 0;
    #inString = false;
    #escaped = false;
    /** The beginning of the last string, and the names that lead to where we are. */
    #text = '';
    #names = [];
    #inHits = false;
    /** What has been passed of the hit, or of what is around the hits, in earlier chunks. */
    #held = [];
    #heldBytes = 0;
    #source;
    #envelope = [];
    #envelopeBytes = 0;
    /** What came before the first document. */
    get opening() {
        return Buffer.concat(this.#envelope).toString('utf8');
    }
    /** The documents that end in this chunk, each as it is asked for: a list of them would live long enough to be freed late. */
    *push(chunk) {
        // Where what is not yet taken begins: a hit, or what is around the hits.
        let from = 0;
        for (let at = 0; at < chunk.length; at++) {
            const byte = chunk[at];
            if (this.#inString) {
                if (this.#escaped)
                    this.#escaped = false;
                else if (byte === backslash)
                    this.#escaped = true;
                else if (byte === quote)
                    this.#inString = false;
                else if (this.#text.length < 16)
                    this.#text += String.fromCharCode(byte ?? 0);
                continue;
            }
            switch (byte) {
                case quote:
                    this.#inString = true;
                    this.#text = '';
                    break;
                case colon:
                    if (this.#depth <= hitDepth)
                        this.#names[this.#depth] = this.#text;
                    break;
                case openObject:
                case openList:
                    this.#depth++;
                    if (this.#inHits) {
                        if (this.#depth === hitDepth)
                            from = at;
                        else if (this.#depth === sourceDepth && this.#names[hitDepth] === '_source')
                            this.#source = { from: this.#heldBytes + at - from, to: 0 };
                    }
                    else if (this.#depth === hitsDepth && this.#names[1] === 'hits' && this.#names[2] === 'hits') {
                        this.#inHits = true;
                        this.#keepEnvelope(chunk.subarray(from, at + 1));
                    }
                    break;
                case closeObject:
                case closeList:
                    if (this.#inHits) {
                        if (this.#depth === sourceDepth && this.#source?.to === 0)
                            this.#source.to = this.#heldBytes + at + 1 - from;
                        else if (this.#depth === hitDepth)
                            yield this.#hit(chunk.subarray(from, at + 1));
                        else if (this.#depth === hitsDepth) {
                            this.#inHits = false;
                            from = at;
                        }
                    }
                    this.#depth--;
                    break;
            }
        }
        if (!this.#inHits)
            this.#keepEnvelope(chunk.subarray(from));
        else if (this.#depth >= hitDepth) {
            this.#held.push(chunk.subarray(from));
            this.#heldBytes += chunk.length - from;
            if (this.#heldBytes > mostHitBytes)
                throw new Error(`a document is longer than ${mostHitBytes} bytes`);
        }
    }
    /** What is around the documents. @throws Error for an answer that is not whole. */
    end() {
        if (this.#depth !== 0 || this.#inString)
            throw new Error('it was cut off');
        return JSON.parse(Buffer.concat(this.#envelope).toString('utf8'));
    }
    #hit(last) {
        const whole = this.#held.length === 0 ? last : Buffer.concat([...this.#held, last]);
        const source = this.#source;
        this.#held = [];
        this.#heldBytes = 0;
        this.#source = undefined;
        this.#names.length = hitsDepth;
        if (source === undefined)
            return { head: whole, source: undefined };
        const { from, to } = source;
        return {
            head: Buffer.concat([whole.subarray(0, from), nothing, whole.subarray(to)]),
            source: whole.subarray(from, to),
        };
    }
    #keepEnvelope(bytes) {
        this.#envelopeBytes += bytes.length;
        if (this.#envelopeBytes > mostEnvelopeBytes)
            throw new Error('it is longer than that of any search');
        this.#envelope.push(bytes);
    }
}

;// CONCATENATED MODULE: ./engine/opensearch/page/answer.js


/** Where a scroll is named by more, it is none: an id has some hundred bytes for each shard. */
const mostNameCharacters = 1024 * 1024;
/** One page of a scroll, on its way. */
class Page {
    #answer;
    #chunks;
    #reader = new PageReader();
    #most;
    #came = 0;
    /** Those that came along with the name. */
    #early;
    /** `most`: how many documents were asked for. */
    constructor(answer, most) {
        this.#answer = answer;
        this.#most = most;
        this.#chunks = answer.body[Symbol.asyncIterator]();
    }
    /** What the scroll is called: the first that an answer tells. */
    async name() {
        for (;;) {
            const hits = await this.#pull();
            const first = hits?.next();
            const { opening } = this.#reader;
            const name = scrollIn(opening);
            if (first?.done === false)
                this.#early = following(first.value, hits);
            if (name !== undefined)
                return name;
            // Servers say it before anything else: nothing is held until it comes.
            if (first?.done !== true || opening.length > mostNameCharacters)
                throw new Error('it names no scroll');
        }
    }
    /** Those that came next, to be taken before more are asked for; undefined: there are no more. */
    async next() {
        const early = this.#early;
        this.#early = undefined;
        return early ?? (await this.#pull());
    }
    /** After the last of its documents. @throws Error for an answer that is not whole. */
    end() {
        return readEnvelope(this.#reader.end());
    }
    destroy() {
        this.#answer.body.destroy();
    }
    async #pull() {
        const { done, value } = await this.#chunks.next();
        return done === true ? undefined : this.#counted(value);
    }
    *#counted(chunk) {
        for (const hit of this.#reader.push(chunk)) {
            if (++this.#came > this.#most)
                throw new Error(`it has more than the ${this.#most} documents that were asked for`);
            yield hit;
        }
    }
}
function* following(first, others = []) {
    yield first;
    yield* others;
}

// EXTERNAL MODULE: ./engine/http/segment.js
var segment = __webpack_require__(86073);
;// CONCATENATED MODULE: ./engine/opensearch/protocol/templates.js



const templates_mostBytes = 256 * 1024 * 1024;
/** As `{ "LIST": [{ "name": ..., "BODY": ... }] }`. */
const listed = (list, body) => {
    const shape = schemas/* object */.Ikc({ [list]: schemas/* array */.YOg(schemas/* object */.Ikc({ name: schemas/* string */.YjP(), [body]: object })) });
    return (json) => {
        if (!shape.safeParse(json).success)
            return undefined;
        const all = json[list] ?? [];
        return Object.fromEntries(all.map((one) => [one['name'], one[body]]));
    };
};
/** By its name, with what each of them must have: an error looks like one otherwise. */
const mapped = (must) => {
    const shape = byName(schemas/* looseObject */._H3({ [must]: schemas/* array */.YOg(schemas/* unknown */.L5J()) }));
    return (json) => shape.safeParse(json).data;
};
/** Where each kind is read and written. */
const commonPaths = {
    'component template': { path: '/_component_template', read: listed('component_templates', 'component_template') },
    'index template': { path: '/_index_template', read: listed('index_templates', 'index_template') },
    'legacy template': { path: '/_template', read: mapped('index_patterns') },
    'ingest pipeline': { path: '/_ingest/pipeline', read: mapped('processors'), missing: true },
};
async function commonOf(cluster) {
    const found = {};
    for (const kind of commonKinds)
        found[kind] = await ofKind(cluster, kind);
    return found;
}
async function ofKind(cluster, kind) {
    const { path, read, missing } = commonPaths[kind];
    const also = missing ? [404] : [];
    const { status, json } = await cluster.client.json({ method: 'GET', path, also, mostBytes: templates_mostBytes });
    const all = read(json);
    if (all === undefined || (status === 404 && Object.keys(all).length > 0))
        throw cluster.strange(path);
    return Object.fromEntries(Object.entries(all)
        .filter(([name, body]) => !name.startsWith('.') && !isManaged(body))
        .map(([name, body]) => [name, own(body)]));
}
/** The server made it for itself, and makes it again. */
const isManaged = ({ _meta, managed }) => managed === true || _meta?.managed === true;
/** When it was written is the server's to say: no server takes it. */
const own = (body) => Object.fromEntries(Object.entries(body).filter(([key]) => !/^(created|modified)_date/.test(key)));

;// CONCATENATED MODULE: ./engine/opensearch/protocol/cluster.js




const cluster_listed = schemas/* array */.YOg(schemas/* object */.Ikc({
    index: schemas/* string */.YjP(),
    status: schemas/* string */.YjP(),
    health: schemas/* string */.YjP().nullish(),
    'docs.count': schemas/* string */.YjP().nullish(),
    'pri.store.size': schemas/* string */.YjP().nullish(),
}));
const definitions = byName(schemas/* object */.Ikc({ settings: object, mappings: object, aliases: byName(object) }));
/** A distribution without them takes the address for an index's name. */
const noStreams = schemas/* object */.Ikc({
    error: schemas/* union */.KCZ([
        schemas/* string */.YjP().regex(/no handler found|incorrect http method/i),
        schemas/* object */.Ikc({ type: schemas/* enum */.k5n(['invalid_index_name_exception', 'index_not_found_exception']) }),
    ]),
});
const streams = schemas/* object */.Ikc({ data_streams: schemas/* array */.YOg(schemas/* object */.Ikc({ name: schemas/* string */.YjP() })) });
const count = schemas/* object */.Ikc({ count: schemas/* number */.aig(), _shards: schemas/* object */.Ikc({ failed: schemas/* number */.aig() }) });
const health = schemas/* object */.Ikc({ number_of_data_nodes: schemas/* number */.aig() });
const pathOf = (name) => `/${(0,segment/* segment */.m)(name)}`;
const refreshed = schemas/* object */.Ikc({ _shards: schemas/* object */.Ikc({ failed: schemas/* number */.aig() }) });
/** What was written is found by searches from now on. */
async function refresh(client, index) {
    const path = `${pathOf(index)}/_refresh`;
    const { json } = await client.json({ method: 'POST', path, silenceMs: 300_000 });
    const said = refreshed.safeParse(json).data;
    if (said === undefined)
        throw strange(client, `POST ${path}`);
    if (said._shards.failed > 0)
        throw client.problem(`index ${index}: ${said._shards.failed} shards cannot be refreshed`, 'Look at GET _cat/shards and the log of the server.');
}
/** Of an answer that no such server gives. */
const strange = (client, request) => client.problem(`the answer to ${request.split('?')[0]} is not one of this product`, 'Check that the URL names the server itself, and that its version is one that docs/engines.md lists.');
/** What is asked of a server beside its documents. */
class Cluster {
    client;
    version;
    constructor({ client, version }) {
        this.client = client;
        this.version = version;
    }
    /** All of them, closed and hidden ones too; or this one alone. */
    async indexes(only) {
        const columns = 'index,status,health,docs.count,pri.store.size';
        const one = only === undefined ? '' : pathOf(only);
        const path = `/_cat/indices${one}?format=json&bytes=b&expand_wildcards=all&s=index&h=${columns}`;
        return (await this.#read(path, cluster_listed)).map((one) => ({
            name: one.index,
            open: one.status === 'open',
            whole: one.health !== 'red',
            documents: Number(one['docs.count'] ?? 0) || 0,
            bytes: Number(one['pri.store.size'] ?? 0) || 0,
        }));
    }
    async dataStreams() {
        const path = '/_data_stream';
        const { status, json } = await this.client.json({ method: 'GET', path, also: [400, 404, 405], mostBytes: templates_mostBytes });
        if (status !== 200 && noStreams.safeParse(json).success)
            return [];
        const parsed = status === 200 ? streams.safeParse(json).data : undefined;
        if (parsed === undefined)
            throw this.strange(path);
        return parsed.data_streams.map(({ name }) => name);
    }
    async aliases() {
        const answer = await this.#read('/_alias?expand_wildcards=all', byName(schemas/* object */.Ikc({ aliases: object })));
        return new Set(Object.values(answer).flatMap(({ aliases }) => Object.keys(aliases)));
    }
    /** undefined: there is no such index. */
    async definition(index) {
        const request = { method: 'GET', path: `${pathOf(index)}?flat_settings=true`, also: [404], mostBytes: templates_mostBytes };
        const { status, json } = await this.client.json(request);
        if (status === 404)
            return undefined;
        const found = definitions.safeParse(json).data?.[index];
        if (found === undefined)
            throw this.strange(pathOf(index));
        return found;
    }
    /** undefined: there is no such index, or alias. */
    async count(index, query) {
        const by = query === undefined ? '' : `?q=${encodeURIComponent(query)}`;
        const path = `${pathOf(index)}/_count${by}`;
        const { status, json } = await this.client.json({ method: 'GET', path, also: [404] });
        if (status === 404)
            return undefined;
        const found = count.safeParse(json).data;
        if (found === undefined)
            throw this.strange(path);
        if (found._shards.failed > 0)
            throw this.client.problem(`${found._shards.failed} shards of ${index} cannot be counted`, 'Look at GET _cat/shards.');
        return found.count;
    }
    common() {
        return commonOf(this);
    }
    /** False where a copy of a shard has no second place. */
    async hasReplicas() {
        return (await this.#read('/_cluster/health', health)).number_of_data_nodes > 1;
    }
    async #read(path, shape) {
        const { json } = await this.client.json({ method: 'GET', path, mostBytes: templates_mostBytes });
        const parsed = shape.safeParse(json);
        if (parsed.success)
            return parsed.data;
        throw this.strange(path);
    }
    strange(path) {
        return strange(this.client, `GET ${path}`);
    }
}

;// CONCATENATED MODULE: ./engine/opensearch/scroll.js
var scroll_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var scroll_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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








/** How long a server keeps the view that a killed run left. */
const keepAlive = '45s';
/** The same where nobody takes the documents: a page more is read ahead, which renews it by so long. */
const keepLonger = '30m';
const haste = { afterMs: 15_000, againMs: 25 * 60_000, mostSteps: 4 };
const silenceMs = 300_000;
// A server holds a page in its memory before it sends it.
const pageBytes = 4 * 1024 * 1024;
const mostDocuments = 5000;
/** Where the server does not say how many there are. */
const unknownDocuments = 100;
const standardWindow = 10_000;
const leaveMs = 15_000;
const scroll_nothing = { documents: 0, bytes: 0 };
/** Few of large documents, many of small ones, and no more than the index allows. */
function pageSize({ documents, bytes }, { settings }) {
    const most = Number(settings['index.max_result_window'] ?? standardWindow) || standardWindow;
    // On disk they are compressed.
    const each = documents > 0 ? (4 * bytes) / documents : pageBytes / unknownDocuments;
    return Math.max(1, Math.min(mostDocuments, most, Math.floor(pageBytes / Math.max(each, 1))));
}
/**
 * All documents of an index as it was at one moment. By a scroll, in the order in which they lie: a point in time that is
 * walked through in that order loses documents on OpenSearch.
 */
class Scroll {
    tally = new Tally();
    #context;
    #index;
    #size;
    /** Digests of the pages that came: a server, or what lies between, may give one again in the place of another. */
    #pages = new Set();
    #ahead;
    #lines = new Lines();
    #page;
    #pagesRead = 0;
    #isClosed = false;
    #id;
    #total;
    constructor(context, index, size, page) {
        this.#context = context;
        this.#index = index;
        this.#size = size;
        this.#page = page;
        this.#ahead = new Ahead({ items: this.#batches(), step: () => this.#pagesRead }, context.haste ?? haste);
    }
    static async open(context, index, definition) {
        const { client, product, version } = context;
        // From then on vectors are left out unless asked for.
        const vectors = product === 'elasticsearch' && !isBefore(version, '9.2') ? { _source: { exclude_vectors: false } } : {};
        // What was written lately is not found before, and never where the index refreshes only when told.
        await refresh(client, index);
        const [now = scroll_nothing] = await new Cluster(context).indexes(index);
        const size = pageSize(now, definition);
        const body = { size, sort: ['_doc'], track_total_hits: true, ...vectors };
        const path = `${pathOf(index)}/_search?scroll=${keepAlive}&allow_partial_search_results=false`;
        const page = new Page(await client.ask(post(path, body)), size);
        const scroll = new Scroll(context, index, size, page);
        // Before anything else: whoever stops from now on leaves nothing.
        scroll.#id = await scroll.#asked(() => page.name());
        return scroll;
    }
    /** Documents, as they come. Throws at its end unless all have come. */
    documents() {
        return this.#ahead.items();
    }
    async *#batches() {
        for (;;) {
            let came = 0;
            for (let hits = await this.#hits(); hits !== undefined; hits = await this.#hits()) {
                const documents = this.#documents(hits);
                came += documents.count;
                if (documents.count > 0)
                    yield documents;
            }
            this.#take(this.#read(() => this.#page.end()));
            if (came === 0)
                break;
            this.#mustBeAnother();
            if (this.tally.documents > (this.#total ?? 0))
                throw this.#miscounted();
            this.#page = new Page(await this.#next(), this.#size);
            this.#pagesRead++;
            // Read ahead for somebody who has left meanwhile.
            if (this.#isClosed)
                return this.#page.destroy();
        }
        if (this.tally.documents !== this.#total)
            throw this.#miscounted();
    }
    #mustBeAnother() {
        const { size } = this.#pages;
        if (this.#pages.add(this.tally.lately()).size > size)
            return;
        throw this.#problem('a page of documents came twice', problem/* remedy */.zL.dump);
    }
    #miscounted() {
        const { place } = this.#context.client;
        return new problem/* Problem */.AF('dump-incomplete', `${place}: ${this.tally.documents} documents of ${this.#index} came, and the server counted ${this.#total}`, { hint: problem/* remedy */.zL.dump });
    }
    async [Symbol.asyncDispose]() {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            this.#isClosed = true;
            await this.#ahead[Symbol.asyncDispose]();
            this.#page.destroy();
            if (this.#id === undefined)
                return;
            // Whatever ended the dump does not end this.
            const client = scroll_addDisposableResource(env_1, this.#context.anew(AbortSignal.timeout(leaveMs)), true);
            const scroll_id = [this.#id];
            this.#id = undefined;
            const leaving = client.json({ method: 'DELETE', path: '/_search/scroll', json: { scroll_id }, also: [404] });
            // A server that does not answer any more drops it by itself; what failed before is what is told.
            await leaving.catch(() => undefined);
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            const result_1 = scroll_disposeResources(env_1);
            if (result_1)
                await result_1;
        }
    }
    #hits() {
        return this.#asked(() => this.#page.next());
    }
    #documents(hits) {
        return this.#read(() => {
            for (const { head, source } of hits) {
                if (source === undefined)
                    throw this.#problem('a document has no _source', noSource);
                this.tally.add(this.#lines.add(readHead(head), source));
            }
            return this.#lines.take();
        });
    }
    #take({ scroll, total, fault }) {
        this.#id = scroll;
        this.#total ??= total;
        if (fault !== undefined)
            throw this.#problem(fault, 'Look at GET _cluster/health and the log of the server.');
    }
    async #next() {
        const ask = (scroll) => this.#context.client.ask(post('/_search/scroll', { scroll, scroll_id: this.#id }));
        try {
            if (!this.#ahead.isAhead)
                return await ask(keepAlive);
            return await ask(keepLonger).catch((error) => {
                // A server may have a limit (search.max_keep_alive): a refusal reads no page.
                if (error instanceof refusal/* HttpRefusal */.P_ && error.status === 400)
                    return ask(keepAlive);
                throw error;
            });
        }
        catch (error) {
            if (!(error instanceof refusal/* HttpRefusal */.P_) || error.status !== 404)
                throw error;
            throw this.#problem(`the server has lost the scroll after ${this.tally.documents} documents`, 'It drops scrolls when the index is deleted or closed, when a node restarts, and where a store takes nothing for hours; run `backproof backup` again.', error);
        }
    }
    #problem(because, hint, cause) {
        return this.#context.client.problem(`index ${this.#index}: ${because}`, hint, cause);
    }
    #read(read) {
        try {
            return read();
        }
        catch (error) {
            throw this.#unread(error);
        }
    }
    async #asked(ask) {
        try {
            return await ask();
        }
        catch (error) {
            throw this.#unread(error);
        }
    }
    #unread(error) {
        if ((0,problem/* isProblem */.AN)(error))
            return error;
        return this.#problem(`the answer to a search cannot be read: ${error.message}`, problem/* remedy */.zL.dump, error);
    }
}
const noSource = 'Leave the index out: indexes: { exclude: [...] }; a backup of it is a snapshot by the server itself.';
const post = (path, body) => ({
    ...{ method: 'POST', path, silenceMs, body: JSON.stringify(body) },
    headers: { 'content-type': 'application/json', accept: 'application/json' },
});

;// CONCATENATED MODULE: ./engine/opensearch/listing.js




/** A manifest names every part. */
const mostIndexes = 800;
/** What the policy takes of what is there now. */
async function indexesOf(source, cluster) {
    const { include, exclude } = source.indexes;
    // Names with a dot first are the server's own, unless the policy names them so.
    const named = include.some((pattern) => pattern.startsWith('.'));
    const all = (await cluster.indexes()).filter(({ name }) => named || !name.startsWith('.'));
    const place = `source ${source.name}`;
    const streams = (await cluster.dataStreams()).filter((name) => named || !name.startsWith('.'));
    const names = [...all.map(({ name }) => name), ...streams];
    const chosen = new Set((0,selection/* selected */.wH)(names, { include, exclude }, 'index', (0,selection/* notThere */._)(place, 'indexes', 'index')));
    mustHaveNoStream(cluster, streams.filter((name) => chosen.has(name)));
    const indexes = all.filter(({ name }) => chosen.has(name));
    if (indexes.length === 0 && !source.allowEmpty)
        throw cluster.client.problem('there are no indexes to back up', 'Check that the URL names the right server and user, and what indexes includes; allow-empty: true agrees to a backup of nothing.');
    if (indexes.length > mostIndexes)
        throw cluster.client.problem(`${indexes.length} indexes are more than the ${mostIndexes} that one backup takes`, 'Make several sources, each with its own indexes: { include: [...] }.');
    for (const index of indexes)
        mustBeWhole(cluster.client, index);
    return indexes;
}
function mustHaveNoStream({ client }, streams) {
    if (streams.length === 0)
        return;
    const names = (0,words/* namesSome */.Tc)(streams);
    throw client.problem(`data streams are not backed up, and there are some: ${names}`, `Take snapshots of them by the server itself, and leave them out here: indexes: { exclude: [${streams.slice(0, 3).join(', ')}] }.`);
}
function mustBeWhole(client, { name, open, whole }) {
    if (!open)
        throw client.problem(`index ${name} is closed, and cannot be read`, `Open it with POST ${name}/_open, or leave it out: indexes: { exclude: [${name}] }.`);
    if (!whole)
        throw client.problem(`index ${name} is red: some of its shards are not there`, 'Look at GET _cluster/allocation/explain.');
}
/** @throws Problem `source-failed` for an index that is gone, or whose documents cannot be read as they were written. */
async function definitionOf(cluster, name) {
    const found = await cluster.definition(name);
    if (found === undefined)
        throw cluster.client.problem(`index ${name} is gone`, 'Run `backproof backup` again.');
    const because = unreadable(found);
    if (because !== undefined)
        throw cluster.client.problem(`index ${name}: ${because}`, noSource);
    return found;
}

;// CONCATENATED MODULE: ./engine/opensearch/dump.js
var dump_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var dump_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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









const bufferBytes = 256 * 1024;
/** Which index it is: one that is made anew has another. */
const uuid = 'index.uuid';
/** A part for each index, and at last what says which they are. */
function dumpIndexes(source, context) {
    const { product, version } = context;
    const cluster = new Cluster(context);
    let facts;
    async function* parts() {
        const listed = await indexesOf(source, cluster);
        const indexes = [];
        const found = [];
        for (const [at, index] of listed.entries()) {
            const { name } = index;
            const part = `index-${at + 1}.ndjson`;
            const reading = new IndexReading(context, cluster, index);
            const body = external_node_stream_.Readable.from(reading.bytes(), { objectMode: false, highWaterMark: bufferBytes });
            try {
                yield { name: part, compression: 'zstd', body };
                await (0,promises_.finished)(body, { writable: false });
            }
            finally {
                body.destroy();
                // What a reader leaves is tidied up before anything else is asked for.
                if (reading.begun)
                    await reading.ended;
            }
            const { definition, documents, digest } = reading.result();
            indexes.push({ name, part, documents, digest });
            found.push({ name, definition, documents, digest });
        }
        const common = await cluster.common();
        const description = { version: 1, server: { product, version }, indexes, common };
        const body = descriptionBody(description);
        yield { name: descriptionPart, compression: 'zstd', body };
        if (!body.readableEnded)
            return;
        const bytes = listed.reduce((sum, { bytes }) => sum + bytes, 0);
        facts = factsOf({ product, version, bytes, indexes: found, common });
    }
    return {
        parts: { [Symbol.asyncIterator]: parts },
        result() {
            if (facts === undefined)
                throw new problem/* Problem */.AF('dump-incomplete', `the dump of ${source.name} is not complete`, { hint: problem/* remedy */.zL.dump });
            return { facts, findings: [], versions: { [product]: version }, consistency: 'per-object' };
        },
    };
}
/** One index on its way. */
class IndexReading {
    /** Resolves once nothing of it is left on the server. */
    ended;
    #context;
    #cluster;
    #index;
    #end = Promise.withResolvers();
    #result;
    begun = false;
    constructor(context, cluster, index) {
        this.#context = context;
        this.#cluster = cluster;
        this.#index = index;
        this.ended = this.#end.promise;
    }
    async *bytes() {
        this.begun = true;
        try {
            yield* this.#lines();
        }
        finally {
            this.#end.resolve();
        }
    }
    /** After the last of its bytes only. */
    result() {
        if (this.#result !== undefined)
            return this.#result;
        throw new problem/* Problem */.AF('dump-incomplete', `the dump of index ${this.#index.name} is not complete`, { hint: problem/* remedy */.zL.dump });
    }
    async *#lines() {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const { name } = this.#index;
            const before = await definitionOf(this.#cluster, name);
            const scroll = dump_addDisposableResource(env_1, await Scroll.open(this.#context, name, before)
            // After the view was opened: what its documents brought into the mappings is there.
            , true);
            // After the view was opened: what its documents brought into the mappings is there.
            const after = await definitionOf(this.#cluster, name);
            if (after.settings[uuid] !== before.settings[uuid])
                throw this.#context.client.problem(`index ${name} was replaced by another one meanwhile`, problem/* remedy */.zL.dump);
            const definition = kept(after);
            yield lineOf({ index: name, definition });
            for await (const { bytes } of scroll.documents())
                yield bytes;
            const { documents, digest } = scroll.tally;
            yield lineOf({ end: { documents, digest } });
            this.#result = { definition, documents, digest };
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            const result_1 = dump_disposeResources(env_1);
            if (result_1)
                await result_1;
        }
    }
}

;// CONCATENATED MODULE: ./engine/opensearch/source.js
var source_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var source_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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







async function openSearch(source, { services }, signal) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const opened = source_addDisposableResource(env_1, new AsyncDisposableStack(), true);
        const reached = opened.use(await connect(sourceConnection(source), services, signal));
        const context = { ...reached, product: source.engine };
        const indexes = await indexesOf(source, new Cluster(context));
        return new OpenSearch(source, context, indexes, opened.move());
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = source_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
class OpenSearch {
    where = dial/* ownProgram */.DX;
    server;
    sizeBytes;
    #source;
    #context;
    #indexes;
    #opened;
    #dumped = false;
    constructor(source, context, indexes, opened) {
        this.server = serverFacts(source.engine, context.version);
        this.sizeBytes = indexes.reduce((sum, { bytes }) => sum + bytes, 0);
        this.#source = source;
        this.#context = context;
        this.#indexes = indexes;
        this.#opened = opened;
    }
    /** Everything that a dump asks for, and of each index one page. */
    async rehearse() {
        const cluster = new Cluster(this.#context);
        for (const { name } of this.#indexes) {
            const env_2 = { stack: [], error: void 0, hasError: false };
            try {
                const scroll = source_addDisposableResource(env_2, await Scroll.open(this.#context, name, await definitionOf(cluster, name)), true);
                for await (const _ of scroll.documents())
                    break;
            }
            catch (e_2) {
                env_2.error = e_2;
                env_2.hasError = true;
            }
            finally {
                const result_2 = source_disposeResources(env_2);
                if (result_2)
                    await result_2;
            }
        }
        await cluster.common();
    }
    dump() {
        if (this.#dumped)
            throw new Error('one opening of a source is dumped once');
        this.#dumped = true;
        return dumpIndexes(this.#source, this.#context);
    }
    async [Symbol.asyncDispose]() {
        await this.#opened.disposeAsync();
    }
}

// EXTERNAL MODULE: ./engine/target/blame.js
var blame = __webpack_require__(69706);
// EXTERNAL MODULE: ./engine/assertion.js
var engine_assertion = __webpack_require__(7395);
// EXTERNAL MODULE: ./engine/http/answer.js
var http_answer = __webpack_require__(83172);
;// CONCATENATED MODULE: ./engine/opensearch/check.js




const check_mostBytes = 1024 * 1024;
/**
 * `count-of: INDEX`; `query: INDEX QUERY` counts what matches, in Lucene's language; `http: /PATH` is what the server answers;
 * `required: [INDEX]`. An alias is as good as an index.
 */
async function checkSearch(assertion, cluster) {
    switch (assertion.kind) {
        case 'required': {
            const there = new Set();
            for (const name of assertion.names)
                if (await isThere(cluster, name))
                    there.add(name);
            return (0,engine_assertion/* judgeRequired */.lk)(assertion, (name) => there.has(name), 'index');
        }
        case 'count-of': {
            const count = await cluster.count(assertion.ask);
            return count === undefined
                ? (0,engine_assertion/* failed */.gz)(assertion, `there is no index ${assertion.ask}`)
                : (0,engine_assertion/* judged */.g$)(assertion, `${count}`);
        }
        case 'query': {
            const [, index, query] = /^\s*(\S+)\s+(\S.*)$/s.exec(assertion.ask) ?? [];
            if (index === undefined || query === undefined)
                return (0,engine_assertion/* mistaken */.R3)(assertion, 'its query is not INDEX QUERY');
            const count = await asked(() => cluster.count(index, query));
            if (count instanceof refusal/* HttpRefusal */.P_)
                return (0,engine_assertion/* mistaken */.R3)(assertion, count.reason);
            return count === undefined ? (0,engine_assertion/* failed */.gz)(assertion, `there is no index ${index}`) : (0,engine_assertion/* judged */.g$)(assertion, `${count}`);
        }
        case 'http': {
            if (!/^\/[\x21-\x7e]*$/.test(assertion.ask))
                return (0,engine_assertion/* mistaken */.R3)(assertion, 'its path does not begin with a slash, or is not encoded');
            const answer = await asked(() => cluster.client.ask({ method: 'GET', path: assertion.ask }));
            if (answer instanceof refusal/* HttpRefusal */.P_)
                return (0,engine_assertion/* failed */.gz)(assertion, `the server answers ${answer.status}: ${answer.reason}`);
            const body = await (0,http_answer/* wholeBody */.g3)(answer.body, check_mostBytes);
            if (body === undefined)
                return (0,engine_assertion/* mistaken */.R3)(assertion, 'the answer is longer than 1 MiB');
            return (0,engine_assertion/* judged */.g$)(assertion, body.toString('utf8').trim());
        }
        default:
            throw (0,engine_assertion/* unknownKind */.PI)(assertion);
    }
}
async function isThere({ client }, name) {
    const { status, body } = await client.ask({ method: 'HEAD', path: pathOf(name), also: [404] });
    body.destroy();
    return status === 200;
}
/** What the server refuses in a question is the question's fault. */
async function asked(asking) {
    try {
        return await asking();
    }
    catch (error) {
        if (error instanceof refusal/* HttpRefusal */.P_ && error.status >= 400 && error.status < 500 && ![401, 403].includes(error.status))
            return error;
        throw error;
    }
}

;// CONCATENATED MODULE: ./engine/opensearch/live.js
var live_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var live_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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




/** The facts of a server, of the indexes that others are of: each document is read. */
async function factsOfTarget(context, like, counted) {
    const cluster = new Cluster(context);
    const wanted = new Set(like.objects['index']);
    const indexes = [];
    let bytes = 0;
    for (const listed of await cluster.indexes()) {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const { name } = listed;
            const definition = wanted.has(name) ? await cluster.definition(name) : undefined;
            if (definition === undefined)
                continue;
            const scroll = live_addDisposableResource(env_1, await Scroll.open(context, name, definition), true);
            for await (const { count } of scroll.documents())
                counted?.(count);
            const { documents, digest } = scroll.tally;
            indexes.push({ name, definition, documents, digest });
            bytes += listed.bytes;
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            const result_1 = live_disposeResources(env_1);
            if (result_1)
                await result_1;
        }
    }
    const { product, version } = context;
    return factsOf({ product, version, bytes, indexes, common: some(await cluster.common(), like) });
}
/** A server may have more of it, and has: some are its own. */
function some(common, like) {
    const found = {};
    for (const kind of commonKinds) {
        const wanted = new Set((like.objects[kind] ?? []).map((text) => text.slice(0, text.lastIndexOf(' '))));
        found[kind] = Object.fromEntries(Object.entries(common[kind]).filter(([name]) => wanted.has(name)));
    }
    return found;
}

// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(58500);
;// CONCATENATED MODULE: ./engine/opensearch/bulk.js






const bulk_silenceMs = 300_000;
const batchBytes = 4 * 1024 * 1024;
// An answer has an object for each, which would live long enough to be freed late.
const batchDocuments = 1000;
const mostTries = 8;
const answer = schemas/* object */.Ikc({
    errors: schemas/* boolean */.zMY(),
    items: schemas/* array */.YOg(schemas/* object */.Ikc({
        create: schemas/* object */.Ikc({
            status: schemas/* number */.aig(),
            error: schemas/* object */.Ikc({ type: schemas/* string */.YjP().nullish(), reason: schemas/* string */.YjP().nullish() }).nullish(),
        }),
    })),
});
/**
 * Brings documents into an index. The server answers 200 whatever became of them: each is looked at by itself, and those
 * that it had no room for are sent again.
 */
class Bulk {
    #client;
    #index;
    #signal;
    #batch = new Batch();
    /** Filled again once it has been sent. */
    #spare = new Batch();
    /** What is under way while the next batch fills. */
    #sending = Promise.resolve();
    constructor(client, index, signal) {
        this.#client = client;
        this.#index = index;
        this.#signal = signal;
    }
    /** undefined: there is nothing to wait for. */
    add(lines) {
        if (!this.#batch.fits(lines))
            return this.#flush().then(() => this.#batch.add(lines));
        this.#batch.add(lines);
        return undefined;
    }
    /** Throws unless all are in. */
    async end() {
        await this.#flush();
        await this.#sending;
    }
    /** Nothing is under way any more. */
    async settled() {
        await this.#sending.catch(() => undefined);
    }
    async #flush() {
        await this.#sending;
        const full = this.#batch;
        this.#batch = this.#spare;
        this.#spare = full;
        this.#batch.clear();
        if (full.count === 0)
            return;
        this.#sending = this.#send(full);
        // Whoever adds next, or ends, hears of it.
        this.#sending.catch(() => undefined);
    }
    async #send(batch) {
        let left = batch.all();
        for (let tries = 1; left.places.length > 0; tries++) {
            if (tries > 1)
                await (0,external_node_timers_promises_.setTimeout)(100 * 2 ** tries, undefined, { signal: this.#signal });
            const again = await this.#once(left, tries === mostTries);
            left = again === 'all' ? left : batch.some(again);
        }
    }
    /** Those that the server had no room for. */
    async #once({ body, places }, last) {
        // No pipeline: documents come as they were, and not as one makes them once more.
        const path = `${pathOf(this.#index)}/_bulk?pipeline=_none&filter_path=errors,items.*.status,items.*.error.type,items.*.error.reason`;
        const headers = { 'content-type': 'application/x-ndjson' };
        const request = { method: 'POST', path, headers, silenceMs: bulk_silenceMs, body };
        let json;
        try {
            json = (await this.#client.json(request)).json;
        }
        catch (error) {
            if (!(error instanceof refusal/* HttpRefusal */.P_) || error.status !== 429 || last)
                throw error;
            return 'all';
        }
        const parsed = answer.safeParse(json);
        if (!parsed.success || parsed.data.items.length !== places.length)
            throw this.#refused(`${places.length} documents were sent, and the answer is not about as many`);
        const { items } = parsed.data;
        const refused = items.find(({ create: { status } }) => status !== 201 && (status !== 429 || last));
        if (refused !== undefined) {
            const { status, error } = refused.create;
            const because = `a document is refused with ${status}${error?.reason ? `: ${(0,words/* oneLine */.TN)(error.reason, 300)}` : ''}`;
            throw this.#refused(because, isOfServer(status, `${error?.type} ${error?.reason}`));
        }
        return places.filter((_, at) => items[at]?.create.status === 429);
    }
    #refused(because, ofMachine = false) {
        return new problem/* Problem */.AF('restore-failed', `${this.#client.where} does not take index ${this.#index}: ${because}`, {
            hint: ofMachine
                ? fullHint
                : 'Compare the version and the plugins of the server with those of the dumped one, and look at its log.',
            ofMachine,
        });
    }
}
const fullHint = 'Look at the disk, the memory and the log of the server: make room there. A throw-away server uses the disk of Docker.';
// A full disk makes indexes read-only (403, before 7.8; 429 since), or fails a write; what no memory is left for is refused with 429.
const ofServer = /disk usage exceeded|read-only-allow-delete|no space left|cluster_block_exception|circuit_breaking_exception|rejected_execution_exception|unavailable_shards_exception|already_closed|translog_exception/i;
/** True where the document is not what is wrong. */
const isOfServer = (status, said) => status === 429 || status >= 500 || ofServer.test(said);
/** Documents in one piece of memory, which is used again: one buffer for each would be freed late. */
class Batch {
    #room = Buffer.allocUnsafeSlow(batchBytes);
    #ends = [];
    get count() {
        return this.#ends.length;
    }
    fits(lines) {
        return this.count === 0 || (this.count < batchDocuments && this.#bytes + lines.length <= batchBytes);
    }
    add(lines) {
        const from = this.#bytes;
        if (from + lines.length > this.#room.length)
            this.#room = Buffer.allocUnsafeSlow(from + lines.length);
        lines.copy(this.#room, from);
        this.#ends.push(from + lines.length);
    }
    clear() {
        this.#ends.length = 0;
        // A large document does not keep its room.
        if (this.#room.length > batchBytes)
            this.#room = Buffer.allocUnsafeSlow(batchBytes);
    }
    all() {
        return { body: this.#room.subarray(0, this.#bytes), places: [...this.#ends.keys()] };
    }
    some(places) {
        const each = places.map((at) => this.#room.subarray(this.#ends[at - 1] ?? 0, this.#ends[at]));
        return { body: Buffer.concat(each), places };
    }
    get #bytes() {
        return this.#ends.at(-1) ?? 0;
    }
}

;// CONCATENATED MODULE: ./engine/opensearch/free.js




/** @throws Problem for a server that is older than the dumped one: it may take what it does not know, and lose it. */
function mustTake({ client, version }, product, { server }) {
    const { noun } = products[server.product];
    if (server.product !== product)
        throw new problem/* Problem */.AF('target-refused', `the backup is of ${noun}, and ${client.where} is ${products[product].noun}`, {
            hint: `Restore into a server of ${noun} ${numbersOf(server.version).join('.')} or newer.`,
        });
    if (!isBefore(version, server.version))
        return;
    throw new problem/* Problem */.AF('tool-version', `the backup is of ${noun} ${server.version}, and ${client.where} is the older ${version}`, {
        hint: `Restore into ${noun} ${numbersOf(server.version).join('.')} or newer.`,
    });
}
/** @throws Problem `target-refused` where the target has something of the same name, unless that is to be replaced. */
async function mustBeFree(cluster, { indexes, common, overwrite }) {
    const { where } = cluster.client;
    const names = indexes.map(({ name }) => name);
    const there = new Set((await cluster.indexes()).map(({ name }) => name));
    const others = new Set([...(await cluster.aliases()), ...(await cluster.dataStreams())]);
    const taken = names.filter((name) => others.has(name));
    if (taken.length > 0)
        throw new problem/* Problem */.AF('target-refused', `${where} has aliases or data streams of the names of indexes of the backup: ${(0,words/* namesSome */.Tc)(taken)}`, {
            hint: 'Restore into another server, or remove those aliases there first.',
        });
    const old = names.filter((name) => there.has(name));
    const oldCommon = await cluster.common();
    const changed = commonKinds.flatMap((kind) => Object.entries(common?.[kind] ?? {})
        .filter(([name, body]) => {
        const other = Object.hasOwn(oldCommon[kind], name) ? oldCommon[kind][name] : undefined;
        return other !== undefined && JSON.stringify(other) !== JSON.stringify(body);
    })
        .map(([name]) => `${kind} ${name}`));
    if (overwrite)
        return { old: new Set(old), oldCommon };
    if (old.length > 0)
        throw new problem/* Problem */.AF('target-refused', `${where} has indexes of the backup's names: ${(0,words/* namesSome */.Tc)(old)}`, {
            hint: `Restore into another server, or give --overwrite ${where}, which deletes those indexes first.`,
        });
    if (changed.length > 0)
        throw new problem/* Problem */.AF('target-refused', `${where} has others than the backup's: ${(0,words/* namesSome */.Tc)(changed)}`, {
            hint: `Restore into another server, give --overwrite ${where}, which replaces them, or --only '*' for the indexes alone.`,
        });
    return { old: new Set(), oldCommon };
}

;// CONCATENATED MODULE: ./engine/opensearch/restore.js
var restore_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var restore_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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














const taken = schemas/* object */.Ikc({ acknowledged: schemas/* boolean */.zMY() });
const acknowledged = schemas/* object */.Ikc({ shards_acknowledged: schemas/* boolean */.zMY() });
const undoMs = 60_000;
const lateMs = 3000;
/** Everything that can be refused is, before anything is written. */
async function restoreIndexes(backup, request, { reached, product, throwAway, signal }) {
    const { only } = request;
    const cluster = new Cluster(reached);
    const { indexes, common, old, oldCommon } = await admitIndexes(backup, request, cluster, product);
    // The old goes before the new can come: not before the new has been read to its end.
    if (old.size > 0)
        for (const kept of indexes)
            await readPart(backup, kept, signal);
    const place = { hasReplicas: await cluster.hasReplicas(), throwAway };
    const restoring = new Restoring(backup, cluster, place, old, signal);
    try {
        for (const kept of indexes)
            await restoring.index(kept);
        await restoring.common(common, oldCommon);
    }
    catch (error) {
        throw restoring.told(await restoring.undone(error, reached));
    }
    const names = new Set(indexes.map(({ name }) => name));
    const expected = only.length === 0 ? backup.facts : someFacts(backup.facts, (name) => names.has(name));
    return { findings: [], expected, restoredBytes: restoring.bytes };
}
/** Refuses what cannot be restored, and changes nothing. */
async function admitIndexes(backup, { overwrite, only }, cluster, product) {
    const description = await readDescription(backup);
    const indexes = chosen(description.indexes, only);
    mustTake(cluster, product, description);
    const common = only.length === 0 ? description.common : undefined;
    return { indexes, common, ...(await mustBeFree(cluster, { indexes, common, overwrite })) };
}
class Restoring {
    bytes = 0;
    #backup;
    #cluster;
    #place;
    /** Indexes of the target that are to go. */
    #old;
    #signal;
    #gone = [];
    #made = [];
    /** What is there by half, if anything. */
    #half;
    #written = [];
    constructor(backup, cluster, place, old, signal) {
        this.#backup = backup;
        this.#cluster = cluster;
        this.#place = place;
        this.#old = old;
        this.#signal = signal;
    }
    async index(kept) {
        const bulk = new Bulk(this.#cluster.client, kept.name, this.#signal);
        let definition;
        try {
            for await (const events of eventsOf(this.#backup, kept, this.#signal)) {
                for (const event of events) {
                    if (event.kind === 'header') {
                        definition = event.header.definition;
                        await this.#make(kept.name, definition);
                        continue;
                    }
                    this.bytes += event.lines.length;
                    const sending = bulk.add(event.lines);
                    if (sending !== undefined)
                        await sending;
                }
            }
            await bulk.end();
        }
        finally {
            // What is still under way would make the index anew, after it was removed.
            await bulk.settled();
        }
        if (definition === undefined)
            throw damaged(kept.part, 'it has no beginning');
        await this.#finish(kept, definition);
        this.#half = undefined;
        this.#made.push(kept.name);
    }
    /** What belongs to no index: last, so that no template has a say in what an index is. */
    async common(common, there) {
        for (const kind of [...commonKinds].sort(componentsFirst)) {
            for (const [name, body] of Object.entries(common?.[kind] ?? {})) {
                const path = `${commonPaths[kind].path}${pathOf(name)}`;
                await this.#put(path, body);
                if (!Object.hasOwn(there[kind], name))
                    this.#written.push(path);
            }
        }
    }
    async #make(name, definition) {
        const { client } = this.#cluster;
        if (this.#old.has(name)) {
            await client.json({ method: 'DELETE', path: pathOf(name) });
            this.#gone.push(name);
        }
        this.#half = name;
        const loading = whileLoading(definition.settings);
        try {
            await this.#create(name, { ...definition, settings: loading });
        }
        catch (error) {
            if (!(error instanceof refusal/* HttpRefusal */.P_) || error.status !== 400 || !isBeyondLimit(error.reason))
                throw error;
            await this.#create(name, { ...definition, settings: withoutLimits(loading) });
            // Before there are documents: where no more fields are taken, they bring none.
            await this.#put(`${pathOf(name)}/_settings`, limitsOf(loading));
        }
    }
    async #create(name, json) {
        const { client } = this.#cluster;
        const path = `${pathOf(name)}?wait_for_active_shards=1`;
        const said = acknowledged.safeParse((await client.json({ method: 'PUT', path, json })).json).data;
        if (said === undefined)
            throw strange(client, `PUT ${path}`);
        if (!said.shards_acknowledged)
            throw this.#refused(name, 'its shards do not start', `Look at GET _cluster/allocation/explain: often the disk is too full. ${fullHint}`, true);
    }
    async #finish({ name, documents }, { settings }) {
        const { client } = this.#cluster;
        await refresh(client, name);
        const count = await this.#cluster.count(name);
        if (count !== documents)
            throw this.#refused(name, `it has ${count} documents after ${documents} were written`, 'Check that nothing else writes there, and look at the log of the server.');
        const path = `${pathOf(name)}/_settings`;
        await this.#put(path, whenLoaded(settings, this.#place));
    }
    async #put(path, json) {
        const { client } = this.#cluster;
        const answer = await client.json({ method: 'PUT', path, json });
        if (!taken.safeParse(answer.json).success)
            throw strange(client, `PUT ${path}`);
    }
    #refused(name, because, hint, ofMachine = false) {
        const { where } = this.#cluster.client;
        return new problem/* Problem */.AF('restore-failed', `${where} does not take index ${name}: ${because}`, { hint, ofMachine });
    }
    /** What was made goes again. Gives what is told: where that cannot be, what is left is named. */
    async undone(error, { anew }) {
        const { throwAway } = this.#place;
        const left = this.#left();
        if (throwAway || left.length === 0)
            return error;
        // What was sent when the connection ended may come through after the index has gone, and would make it anew.
        const isLate = (0,problem/* isProblem */.AN)(error, 'cancelled', 'source-failed') && !(error instanceof refusal/* HttpRefusal */.P_);
        try {
            const env_1 = { stack: [], error: void 0, hasError: false };
            try {
                const client = restore_addDisposableResource(env_1, anew(AbortSignal.timeout(undoMs)), true);
                const remove = (path) => client.json({ method: 'DELETE', path, also: [404] });
                for (const { path } of left)
                    await remove(path);
                if (!isLate || this.#half === undefined)
                    return error;
                await (0,external_node_timers_promises_.setTimeout)(lateMs);
                await remove(pathOf(this.#half));
                return error;
            }
            catch (e_1) {
                env_1.error = e_1;
                env_1.hasError = true;
            }
            finally {
                const result_1 = restore_disposeResources(env_1);
                if (result_1)
                    await result_1;
            }
        }
        catch (also) {
            (0,problem/* noteAlso */.Gv)(error, also);
            const { where } = this.#cluster.client;
            const names = (0,words/* namesSome */.Tc)(left.map(({ name }) => name));
            const hint = `Delete what it has of this backup, or run it again with --overwrite ${where}: ${names}.`;
            return (0,problem/* isProblem */.AN)(error, 'cancelled')
                ? new problem/* Problem */.AF('cancelled', `${error.message}; ${where} is left half restored`, { hint, cause: error })
                : new problem/* Problem */.AF('restore-failed', `${where} is left half restored: ${(0,problem/* messageOf */.bD)(error)}`, { hint, cause: error });
        }
    }
    /** What was whole before goes too, unless it has taken the place of something. */
    #left() {
        const half = this.#half === undefined ? [] : [this.#half];
        const isReplacing = this.#gone.length > 0;
        const written = isReplacing ? [] : this.#written.toReversed().map((path) => ({ name: path, path }));
        const indexes = [...(isReplacing ? [] : this.#made), ...half].map((name) => ({ name, path: pathOf(name) }));
        return [...written, ...indexes];
    }
    told(error) {
        if (this.#gone.length === 0 || !(0,problem/* isProblem */.AN)(error) || error.code === 'cancelled')
            return error;
        const lost = this.#gone.filter((name) => !this.#made.includes(name));
        const after = lost.length === 0 ? 'all of them were' : `${(0,words/* namesSome */.Tc)(lost)} ${lost.length === 1 ? 'was' : 'were'} not yet`;
        const message = `${(0,problem/* messageOf */.bD)(error)}; of the target's indexes, ${(0,words/* namesSome */.Tc)(this.#gone)} had been removed to be replaced, and ${after}`;
        return new problem/* Problem */.AF(error.code, message, { hint: error.hint, cause: error, ofMachine: error.ofMachine });
    }
}
/** An index template names components, which are there before it. */
const componentsFirst = (one, other) => Number(other === 'component template') - Number(one === 'component template');
function chosen(indexes, only) {
    const unmatched = (pattern, hint) => new problem/* Problem */.AF('usage', `--only ${pattern}: the backup has no such index`, { hint });
    const names = indexes.map(({ name }) => name);
    const taken = new Set((0,selection/* selected */.wH)(names, { include: only, exclude: [] }, 'index', unmatched));
    return indexes.filter(({ name }) => taken.has(name));
}

;// CONCATENATED MODULE: ./engine/opensearch/target.js
var target_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var target_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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






/** A server, with what else it has. */
class SearchTarget {
    where;
    name;
    path = undefined;
    throwAway;
    servers;
    #place;
    constructor(place) {
        this.where = place.connection.where;
        this.name = place.connection.where;
        this.throwAway = place.remove !== undefined;
        this.servers = place.connection.servers;
        this.#place = place;
    }
    overlap(source) {
        return sameServer(sourceConnection(source), this.#place.connection) ? 'same' : 'none';
    }
    async admit(backup, request) {
        const { product } = this.#place.connection;
        await this.#with((reached) => admitIndexes(backup, request, new Cluster(reached), product));
    }
    async restore(backup, request) {
        const { connection, signal } = this.#place;
        const { product } = connection;
        return await this.#with((reached) => restoreIndexes(backup, request, { reached, product, throwAway: this.throwAway, signal }));
    }
    async facts(like, counted) {
        const { product } = this.#place.connection;
        return await this.#with((reached) => factsOfTarget({ ...reached, product }, like, counted));
    }
    async check(assertion) {
        return await this.#with((reached) => checkSearch(assertion, new Cluster(reached)));
    }
    async [Symbol.asyncDispose]() {
        await this.#place.remove?.();
    }
    async #with(use) {
        const { connection, services, signal } = this.#place;
        const used = async () => {
            const env_1 = { stack: [], error: void 0, hasError: false };
            try {
                const reached = target_addDisposableResource(env_1, await connect(connection, services, signal), true);
                return await use(reached);
            }
            catch (e_1) {
                env_1.error = e_1;
                env_1.hasError = true;
            }
            finally {
                const result_1 = target_disposeResources(env_1);
                if (result_1)
                    await result_1;
            }
        };
        return await (0,blame/* asTarget */.Q)(used(), this);
    }
}

;// CONCATENATED MODULE: ./engine/opensearch/engine.js







/** The engine of one of the two products: they differ in their names, images and versions alone. */
function searchEngine(product) {
    return {
        name: product,
        can: { selects: 'index', restores: [] },
        open: (source, bench, signal) => openSearch(source, bench, signal),
        servers: (source) => sourceConnection(source).servers,
        takes: () => false,
        contents: (backup, _by, _bench, signal, required) => searchContents(backup, signal, required),
        target: async (text, _by, { services }, signal) => new SearchTarget({ connection: targetConnection(text, product), services, signal }),
        sandbox: async (dumped, image, { baseEnv, label }, signal) => {
            const sandbox = await (0,runtime/* startReachableSandbox */.tU)(searchSandbox(dumped, product, image), { baseEnv, label, signal });
            const remove = async () => sandbox[Symbol.asyncDispose]();
            return new SearchTarget({ connection: sandboxConnection(product, sandbox.address), services: {}, signal, remove });
        },
    };
}
function targetConnection(text, product) {
    try {
        return connectionOf(text, product, '--into');
    }
    catch (error) {
        if (!(0,problem/* isProblem */.AN)(error, 'policy-invalid'))
            throw error;
        throw new problem/* Problem */.AF('usage', error.message, { hint: error.hint, cause: error });
    }
}

;// CONCATENATED MODULE: ./engine/opensearch/opensearch.js

/** OpenSearch and Elasticsearch: their documents by scrolls, and what describes them by their API. */
const opensearch = searchEngine('opensearch');
const elasticsearch = searchEngine('elasticsearch');


/***/ })

};
