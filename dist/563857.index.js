export const id = 563857;
export const ids = [563857];
export const modules = {

/***/ 48779:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L5: () => (/* binding */ watchedBody),
/* harmony export */   OJ: () => (/* binding */ endsAsTar),
/* harmony export */   VI: () => (/* binding */ watched),
/* harmony export */   d5: () => (/* binding */ endsWith)
/* harmony export */ });
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(57075);
/* harmony import */ var node_stream_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(46466);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(35447);



const bodyBuffer = 1024 * 1024;
/** A program's output, which ends cleanly only after the program has exited 0 and the watch has agreed. */
function watchedBody(child, watch) {
    const attempt = (act, callback, data) => {
        try {
            act();
        }
        catch (error) {
            callback(error);
            return;
        }
        callback(null, data);
    };
    const body = new node_stream__WEBPACK_IMPORTED_MODULE_0__.Transform({
        highWaterMark: bodyBuffer,
        transform: (chunk, _encoding, callback) => attempt(() => watch.push(chunk), callback, chunk),
        flush: (callback) => attempt(() => watch.end(), callback),
    });
    // The body itself carries the error.
    (0,node_stream_promises__WEBPACK_IMPORTED_MODULE_1__.pipeline)(child.stdout, body).catch(() => undefined);
    return body;
}
const tailBytes = 4096;
/** Agrees only if the output ends with this line, or nearly so. */
function endsWith(mark, what) {
    let tail = Buffer.alloc(0);
    return {
        push: (chunk) => {
            tail = Buffer.concat([tail, chunk.subarray(-tailBytes)]).subarray(-tailBytes);
        },
        end: () => {
            if (!tail.includes(mark))
                throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('dump-incomplete', `${what} ended without a mark that it is complete`, { hint: _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .remedy */ .zL.dump });
        },
    };
}
/** Agrees only if the output ends as a tar archive must: with two blocks of zeros (POSIX.1-2017, pax). */
function endsAsTar(what) {
    let tail = Buffer.alloc(0);
    return {
        push: (chunk) => {
            tail = Buffer.concat([tail, chunk.subarray(-1024)]).subarray(-1024);
        },
        end: () => {
            if (tail.length < 1024 || tail.some((byte) => byte !== 0)) {
                throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('dump-incomplete', `${what} ended without the end of a tar archive`, { hint: _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .remedy */ .zL.dump });
            }
        },
    };
}
/** The same bytes, looked at as they pass. */
function watched(body, watch) {
    return watchedBody({ stdout: body }, watch);
}


/***/ }),

/***/ 80493:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fi: () => (/* binding */ encodeMember),
/* harmony export */   Ms: () => (/* binding */ padding),
/* harmony export */   PG: () => (/* binding */ endOfArchive),
/* harmony export */   _W: () => (/* binding */ nanoseconds)
/* harmony export */ });
/* harmony import */ var _name_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(68168);

const BLOCK = 512;
const flags = { file: '0', link: '1', symlink: '2', directory: '5' };
const endOfArchive = Buffer.alloc(2 * BLOCK);
/** The zeros after a content of this size. */
function padding(size) {
    return endOfArchive.subarray(0, (BLOCK - (size % BLOCK)) % BLOCK);
}
/**
 * A member's header blocks in the pax interchange format (POSIX.1-2017, pax, "pax Interchange Format"). Own records:
 * `BACKPROOF.sparse`, and `BACKPROOF.path` / `BACKPROOF.linkpath` with the bytes in base64 where they are not UTF-8.
 * Written here because tar-stream's writer turns mode 0 into 0644, takes no names but UTF-8 and does not wait for the
 * reader between entries without content.
 */
function encodeMember(member) {
    const path = (0,_name_js__WEBPACK_IMPORTED_MODULE_0__/* .encodeName */ .aA)(member.type === 'directory' ? `${member.path}/` : member.path);
    const target = (0,_name_js__WEBPACK_IMPORTED_MODULE_0__/* .encodeName */ .aA)(member.target);
    const records = [
        ...(fits(path) ? [] : [record('path', path)]),
        ...(fits(target) ? [] : [record('linkpath', target)]),
        ...(member.path.isWellFormed() ? [] : [record('BACKPROOF.path', base64(member.path))]),
        ...(member.target.isWellFormed() ? [] : [record('BACKPROOF.linkpath', base64(member.target))]),
        ...(member.size < 8 ** 11 ? [] : [record('size', `${member.size}`)]),
        ...(member.uid < 8 ** 7 ? [] : [record('uid', `${member.uid}`)]),
        ...(member.gid < 8 ** 7 ? [] : [record('gid', `${member.gid}`)]),
        record('mtime', seconds(member.mtimeNs)),
        ...(member.sparse ? [record('BACKPROOF.sparse', '1')] : []),
    ];
    const pax = Buffer.concat(records);
    const plain = { uid: member.uid, gid: member.gid, mtimeNs: member.mtimeNs };
    return Buffer.concat([
        block({
            ...plain,
            name: Buffer.from('PaxHeader'),
            flag: 'x',
            mode: 0o644,
            size: pax.length,
            target: endOfArchive.subarray(0, 0),
        }),
        pax,
        padding(pax.length),
        block({ ...plain, name: path, flag: flags[member.type], mode: member.mode, size: member.size, target }),
    ]);
}
function block(header) {
    const out = Buffer.alloc(BLOCK);
    header.name.copy(out, 0, 0, 100);
    out.write(octal(header.mode & 0o7777, 7), 100);
    out.write(octal(header.uid, 7), 108);
    out.write(octal(header.gid, 7), 116);
    out.write(octal(header.size, 11), 124);
    out.write(octal(Number(header.mtimeNs / 1000000000n), 11), 136);
    out.write(' '.repeat(8), 148);
    out.write(header.flag, 156);
    header.target.copy(out, 157, 0, 100);
    out.write('ustar\u000000', 257);
    let sum = 0;
    for (let at = 0; at < BLOCK; at += 1)
        sum += out[at] ?? 0;
    out.write(`${octal(sum, 6)}\u0000 `, 148);
    return out;
}
/** A value that does not fit is in a pax record instead, which goes first. */
function octal(value, digits) {
    return value >= 0 && value < 8 ** digits ? value.toString(8).padStart(digits, '0') : '0'.repeat(digits);
}
function fits(name) {
    return name.length <= 100 && name.every((byte) => byte < 0x80);
}
function base64(name) {
    return (0,_name_js__WEBPACK_IMPORTED_MODULE_0__/* .encodeName */ .aA)(name).toString('base64');
}
/** "%d %s=%s\n", where the first number is the record's own length. */
function record(key, value) {
    const rest = Buffer.concat([
        Buffer.from(` ${key}=`),
        typeof value === 'string' ? Buffer.from(value) : value,
        Buffer.from('\n'),
    ]);
    let length = rest.length + 1;
    while (`${length}`.length + rest.length !== length)
        length = `${length}`.length + rest.length;
    return Buffer.concat([Buffer.from(`${length}`), rest]);
}
/** Decimal seconds; before 1970 negative. */
function seconds(ns) {
    const magnitude = ns < 0n ? -ns : ns;
    const fraction = `${magnitude % 1000000000n}`.padStart(9, '0').replace(/0+$/, '');
    return `${ns < 0n ? '-' : ''}${magnitude / 1000000000n}${fraction === '' ? '' : `.${fraction}`}`;
}
/** The inverse of the record `mtime`; undefined for what is not one. */
function nanoseconds(text) {
    const match = /^(-?)(\d{1,12})(?:\.(\d{1,9})\d*)?$/.exec(text);
    if (!match)
        return undefined;
    const magnitude = BigInt(match[2] ?? 0) * 1000000000n + BigInt((match[3] ?? '').padEnd(9, '0'));
    return match[1] === '-' ? -magnitude : magnitude;
}


/***/ }),

/***/ 11351:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ requireOwn)
/* harmony export */ });
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77030);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(35447);
/* harmony import */ var _runtime_runtime_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8300);



/**
 * Throws `policy-invalid` for an address of this machine that is another server's than the service container's: inside
 * the container the same address would be the container's own, and the wrong database be read or written. `of`: whose
 * server it is, "source orders"; `image`: one that has its programs.
 */
async function requireOwn(servers, name, service, of, image) {
    for (const server of servers) {
        if (await isOwn(server, name, service))
            continue;
        const ports = Object.entries(service.ports ?? {}).map(([inner, outer]) => `${outer} (its ${inner})`);
        const published = ports.length === 0 ? 'no port' : ports.join(', ');
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF('policy-invalid', `${of}: ${server.host}:${server.port} is not a port of tools: { service: ${name} }, which publishes ${published}`, {
            hint: `Leave tools out, or set tools: { image: ${image} }, for the server at that address; for the one in ${name}, use ${name} as the host in the URL.`,
        });
    }
}
async function isOwn(server, name, service) {
    if (server.host === name || !(0,_runtime_runtime_js__WEBPACK_IMPORTED_MODULE_2__/* .isLocal */ .IX)(server.host))
        return true;
    const published = Object.values(service.ports ?? {});
    if (published.length > 0)
        return (0,_runtime_runtime_js__WEBPACK_IMPORTED_MODULE_2__/* .containerPort */ .jq)(service, server.port) !== undefined;
    // Without published ports, its own are meant, unless this machine has a server there. On the host's network they are one.
    return service.network === 'host' || !(await answers(server));
}
const probeMs = 1000;
function answers({ host, port }) {
    return new Promise((resolve) => {
        const socket = (0,node_net__WEBPACK_IMPORTED_MODULE_0__.connect)({ host: host.replace(/^\[|\]$/g, ''), port, timeout: probeMs });
        const say = (is) => {
            socket.destroy();
            resolve(is);
        };
        socket.once('connect', () => say(true));
        socket.once('error', () => say(false));
        socket.once('timeout', () => say(false));
    });
}


/***/ }),

/***/ 37588:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  postgres: () => (/* binding */ postgres)
});

// EXTERNAL MODULE: ./problem.js
var problem = __webpack_require__(35447);
// EXTERNAL MODULE: ./runtime/runtime.js + 27 modules
var runtime_runtime = __webpack_require__(8300);
// EXTERNAL MODULE: ./engine/programs.js
var programs = __webpack_require__(22542);
// EXTERNAL MODULE: ./engine/body.js
var engine_body = __webpack_require__(48779);
// EXTERNAL MODULE: ./engine/assertion.js
var engine_assertion = __webpack_require__(7395);
// EXTERNAL MODULE: ./engine/server-url.js
var server_url = __webpack_require__(72328);
;// CONCATENATED MODULE: ./engine/postgres/connection.js


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
// What other clients (Prisma, poolers) are told by a URL, and that changes nothing for a dump of all that is there.
const ofOthers = new Set('schema pgbouncer connection_limit pool_timeout pool socket_timeout statement_cache_size prepared_statements'.split(' '));
// What people write there and what cannot be followed.
const refused = new Set(`hostaddr passfile service client_encoding replication sslpassword sslcompression sslcertmode sslaccept sslidentity
  sslcrldir requirepeer krbsrvname gsslib gssdelegation keepalives keepalives_idle
  keepalives_interval keepalives_count tcp_user_timeout fallback_application_name load_balance_hosts
  encoding timezone`.split(/\s+/));
const oneHost = String.raw `(?:\[[^\]]+\]|[^:/?#,@]*)(?::\d+)?`;
const connection_form = new RegExp(String.raw `^postgres(?:ql)?:\/\/(?:([^:@/?#]*)(?::([^@/?#]*))?@)?(${oneHost}(?:,${oneHost})*)(?:\/([^/?#]*))?(?:\?([^#]*))?$`);
/**
 * Reads a connection URI (libpq, section 32.1.1.2) strictly: known parameters only, which win over what stands before them.
 * @throws Problem `policy-invalid`, which never shows the URL.
 */
function parseUrl(text, place) {
    const bad = (because, hint = example) => new problem/* Problem */.AF('policy-invalid', `${place}: ${because}`, { hint });
    // White space around it comes with what is pasted, and is part of no URL.
    const url = text.trim();
    const match = connection_form.exec(url);
    if (match === null)
        throw bad(...otherUrl(url));
    const decode = (text) => {
        // No program can be given one, and what refuses it shows the whole text.
        if (/%00/.test(text))
            throw bad('a part of the URL has a NUL byte in it');
        try {
            return decodeURIComponent(text);
        }
        catch {
            throw bad('a part of the URL is not URL-encoded');
        }
    };
    const [, beforeHost = '', beforeHostToo, servers = '', path = '', query = ''] = match;
    const parameters = {};
    const own = {};
    for (const pair of query.split('&').filter((part) => part !== '')) {
        const [name = '', value = ''] = pair.split(/=(.*)/s, 2).map(decode);
        const variable = Object.hasOwn(variables, name) ? variables[name] : undefined;
        if (ownNames.has(name))
            own[name] = value;
        else if (name === 'ssl' && /^(true|1|require)$/.test(value))
            parameters['PGSSLMODE'] ??= 'require';
        else if (variable !== undefined)
            parameters[variable] = value;
        else if (refused.has(name))
            throw bad(`the URL has the unknown parameter ${name}`, `Leave ${name} out of the URL. ${example}`);
        else if (!ofOthers.has(name)) {
            const shown = isSafe(name, query, own) ? ` ${name}` : '';
            throw bad(`the URL has an unknown parameter${shown}`, `Leave ${shown === '' ? 'it' : name} out of the URL. ${example}`);
        }
    }
    const user = own['user'] ?? decode(beforeHost);
    const password = own['password'] ?? (beforeHostToo === undefined ? undefined : decode(beforeHostToo));
    const database = own['dbname'] ?? decode(path);
    if (user === '')
        throw bad('the URL names no user');
    if (database === '')
        throw bad('the URL names no database');
    const [first, ...others] = addressesOf(servers.split(',').map(decode), own);
    if (first === undefined)
        throw bad('the URL does not have one port per host');
    return { ...first, ...(others.length === 0 ? {} : { others }), database, user, password, parameters };
}
/** What is wrong with a malformed text, judging by its beginning and end; never shows more of it. */
function otherUrl(url) {
    const not = 'the URL is not that of a PostgreSQL database';
    const quote = '"\'`\u2018\u2019\u201c\u201d';
    const [first = '', last = ''] = [url.at(0), url.at(-1)];
    if (url === '')
        return [`${not}: it is empty or only white space`];
    if (quote.includes(first) || quote.includes(last))
        return [
            `${not}: it ${quote.includes(first) ? 'begins' : 'ends'} with a quotation mark`,
            'Take the quotation marks out of the value: in a workflow secret or in a Docker env file, they are part of the value.',
        ];
    if (/\s/.test(url))
        return [`${not}: it contains white space`];
    const scheme = /^(?:jdbc:)?(?:mysql|mariadb|mongodb|sqlserver|sqlite|redis|https?|postgres(?:ql)?):/i.exec(url)?.[0];
    if (scheme && !/^postgres(ql)?:$/.test(scheme))
        return [`${not}: it begins with ${scheme}`];
    return [scheme ? not : `${not}: it does not begin with postgres://`];
}
const example = 'Write it as postgres://user:password@host:5432/database?sslmode=require, with special characters URL-encoded.';
/** A password with "?" or "&" in it that is not URL-encoded looks like parameters: then none is named. */
function isSafe(name, query, own) {
    return /^[a-z][a-z_]{0,39}$/i.test(name) && !query.includes('@') && own['password'] === undefined;
}
const ownNames = new Set(['host', 'port', 'user', 'password', 'dbname']);
/** Every server that a URL names; none where its lists do not go together. */
function addressesOf(servers, own) {
    const written = servers.map((server) => {
        const [, host = '', port] = /^(\[[^\]]*\]|[^:]*)(?::(\d+))?$/.exec(server) ?? [];
        return { host: host.replace(/^\[|\]$/g, ''), port };
    });
    const hosts = own['host']?.split(',') ?? written.map(({ host }) => host);
    const ports = own['port']?.split(',') ??
        (own['host'] === undefined ? written.map(({ port }) => port) : written.slice(0, 1).map(({ port }) => port));
    if (ports.length > 1 && ports.length !== hosts.length)
        return [];
    const addresses = hosts.map((host, index) => {
        const port = Number((ports.length > 1 ? ports[index] : ports[0]) || 5432);
        return { host: host === '' ? 'localhost' : host, port };
    });
    return addresses.every(({ port }) => Number.isInteger(port) && port > 0 && port < 65_536) ? addresses : [];
}
/** Throws as `parseUrl`, and `secret-missing`. */
function connectionOf(source) {
    const place = `source ${source.name}, by ${source.url.origin()}`;
    const { host, port, others: more = [], ...rest } = parseUrl(source.url.reveal(), place);
    const [first, ...others] = (0,server_url/* serversOf */.U2)(source, [{ host, port }, ...more], place);
    return { ...rest, ...first, ...(others.length === 0 ? {} : { others }) };
}
/** Which of several servers the URL asks for itself. */
function askedRole({ parameters }) {
    switch (parameters['PGTARGETSESSIONATTRS']) {
        case 'primary':
        case 'read-write':
            return { role: 'primary', strict: true };
        case 'standby':
        case 'read-only':
            return { role: 'replica', strict: true };
        case 'prefer-standby':
            return { role: 'replica' };
        default:
            return {};
    }
}
/** Whatever role it has: that is asked of each server, and not of libpq. */
function ofAnyRole(connection) {
    const { PGTARGETSESSIONATTRS: _, ...parameters } = connection.parameters;
    return { ...connection, parameters };
}
/** The same database by one of its servers alone. One that is dead must not take the time of the others. */
function atServer({ others: _, ...rest }, server) {
    return { ...rest, ...server, parameters: { PGCONNECT_TIMEOUT: '10', ...rest.parameters } };
}
/** "orders at db.example:5432": for messages. */
function placeOf(connection) {
    const servers = serversOf(connection).map(({ host, port }) => `${host}:${port}`);
    return `${connection.database} at ${servers.join(' or ')}`;
}
/** A client program's command: everything about the connection in its environment, the password to be redacted. */
function clientCommand(program, args, connection, runtime) {
    const at = serversOf(connection).map((server) => reached(server, runtime));
    return {
        program,
        args,
        env: {
            PGCONNECT_TIMEOUT: '30',
            PGAPPNAME: 'backproof',
            ...connection.parameters,
            PGHOST: at.map(({ host, of }) => of?.host ?? host).join(','),
            // Through a forwarded port, PGHOST is only the name in the certificate.
            ...(at.some(({ of }) => of !== undefined) ? { PGHOSTADDR: at.map(({ host }) => host).join(',') } : {}),
            PGPORT: at.map(({ port }) => port).join(','),
            PGUSER: connection.user,
            PGDATABASE: connection.database,
            ...(connection.password === undefined ? {} : { PGPASSWORD: connection.password }),
            // Messages are read by this program.
            LC_MESSAGES: 'C',
        },
        secrets: connection.password === undefined ? [] : [connection.password],
    };
}
/** "postgres://db.example:5432,other:5432/orders": what a person may see of a URL. */
function addressOf(connection) {
    const servers = serversOf(connection).map(({ host, port }) => {
        const name = host.includes(':') ? `[${host}]` : encodeURIComponent(host);
        return `${name}:${port}`;
    });
    return `postgres://${servers.join(',')}/${encodeURIComponent(connection.database)}`;
}
const loopback = new Set(['localhost', '127.0.0.1', '::1', '0.0.0.0']);
/** A server's address as a program of the runtime is told it. */
const reached = (server, runtime) => server.host.startsWith('/') ? server : runtime.reach(server);
/** In the order in which they are tried. */
const serversOf = ({ host, port, others = [] }) => [{ host, port }, ...others];
/** True if both are the same database, whoever connects. */
function sameDatabase(a, b) {
    const host = (name) => (loopback.has(name.toLowerCase()) ? 'localhost' : name.toLowerCase());
    const names = (of) => serversOf(of).map((one) => `${host(one.host)}:${one.port}`);
    return a.database === b.database && names(a).some((name) => names(b).includes(name));
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
;// CONCATENATED MODULE: ./engine/postgres/session.js



/**
 * No schema but the system's is searched. A name in any other could be a function or an operator that a user without
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
    const command = clientCommand('psql', args, connection, runtime);
    const child = runtime.spawn({ ...command, stdin: 'open' }, AbortSignal.any([signal, mine.signal]));
    const output = linesOf(child.stdout);
    const advise = (error) => withAdvice(error, connection.user);
    const ended = child.ended.catch(advise);
    let idle = Promise.resolve();
    let pending = 0;
    let closed = false;
    const each = async (sql, take) => {
        const mark = (0,external_node_crypto_.randomUUID)();
        child.stdin.write(`${sql}\n;select '${mark}';\n`);
        for (;;) {
            const next = await output.next();
            if (next.done === true) {
                await ended;
                throw lost(runtime);
            }
            if (next.value === mark)
                return;
            take(next.value);
        }
    };
    // One statement at a time, in the order of the calls.
    const queued = (sql, take, give) => {
        pending++;
        const result = idle
            .then(() => each(sql, take))
            .then(give)
            .catch(advise)
            .finally(() => pending--);
        idle = result.catch(() => undefined);
        return result;
    };
    const broken = ended.then(() => (closed ? new Promise(() => undefined) : Promise.reject(lost(runtime))), (error) => (closed ? new Promise(() => undefined) : Promise.reject(error)));
    broken.catch(() => undefined);
    const lines = (sql, hear = () => { }) => {
        const found = [];
        const take = (line) => {
            found.push(line);
            hear(line);
        };
        return queued(sql, take, () => found);
    };
    const session = {
        lines,
        count: (sql) => {
            let lines = 0;
            return queued(sql, () => lines++, () => lines);
        },
        rows: async (query) => (await lines(`select pg_catalog.row_to_json(q) from (${query}) q`)).map((line) => JSON.parse(line)),
        broken,
        [Symbol.asyncDispose]: async () => {
            closed = true;
            const stop = () => mine.abort(new problem/* Problem */.AF('cancelled', 'the session is closed'));
            if (pending > 0)
                stop();
            // At the end of its input psql ends by itself: in a container, stopping it would take a second.
            child.stdin.end();
            const late = setTimeout(stop, closeMs);
            await ended.catch(() => undefined);
            clearTimeout(late);
        },
    };
    try {
        await session.lines(preparation);
        return session;
    }
    catch (error) {
        await session[Symbol.asyncDispose]();
        throw error;
    }
}
/**
 * Connects without calling what the database runs at every login, which may write or refuse it, where the server lets this
 * user (17 and later, with the right to set `event_triggers`); else as `openSession`.
 */
async function openQuietly(connection, runtime, signal) {
    const { PGOPTIONS: own = '', ...parameters } = connection.parameters;
    const quiet = { ...connection, parameters: { ...parameters, PGOPTIONS: `${own} -c event_triggers=off`.trim() } };
    try {
        return await openSession(quiet, runtime, signal);
    }
    catch (error) {
        if (!(0,problem/* isProblem */.AN)(error, 'tool-failed'))
            throw error;
        return await openSession(connection, runtime, signal);
    }
}
/**
 * The same database by the one server that the session has reached: what looks into a database and what reads or fills it must
 * not be connected to two of several.
 */
async function onOneServer(session, connection, runtime) {
    const { others, ...rest } = connection;
    if (others === undefined)
        return connection;
    const [said] = await session.lines('\\echo :HOST :PORT');
    const server = serversOf(connection).find((one) => {
        const { host, port, of } = reached(one, runtime);
        return `${of?.host ?? host} ${port}` === said;
    });
    return server === undefined ? connection : { ...rest, ...server };
}
/** What a role needs that is to read them. */
const readsLargeObjects = 'Neither pg_read_all_data nor bypassrls reads large objects: use a superuser, or grant select on large object N to ROLE.';
const unreachedAdvice = 'Check host and port of its url. In a job that runs in a container, the host of a service is its label; otherwise it is localhost with a mapped port. tools: { service: NAME } works in both.';
/** What to do about the words with which libpq gives up (libpq's fe-connect.c, the server's auth.c). */
const advice = [
    [
        /Connection refused|No route to host|timeout expired|could not translate host name|No such file or directory/,
        unreachedAdvice,
    ],
    [
        /Network is unreachable|Cannot assign requested address/,
        'Its host has only an IPv6 address, which this machine cannot reach (nor can the runners of GitHub): use one with IPv4, such as the session pooler of the provider.',
    ],
    [
        /conflict with recovery/,
        'Let the standby wait longer for its queries: set max_standby_streaming_delay to -1 or to the time that a dump takes, and hot_standby_feedback to on; or set prefer: primary.',
    ],
    [/row-level security policy/, 'Let the role of its url see all rows: alter role ROLE bypassrls.'],
    [/permission denied for large object/, readsLargeObjects],
    [
        /permission denied for database "(.*)"/,
        'Let its role connect: grant connect on database DATABASE to ROLE; or leave it out: "!DATABASE" in databases of the policy.',
    ],
    [/permission denied for/, 'Let the role of its url read everything: grant pg_read_all_data to ROLE.'],
    [
        // pg_dump may hear that the session which counts has ended before this program hears why.
        /invalid snapshot identifier|snapshot "[^"]*" does not exist/,
        'The session that holds the snapshot has ended: its role may lack a right (grant pg_read_all_data to ROLE), or a connection pool is in between; `backproof doctor` says which.',
    ],
    [
        /password authentication failed|no password supplied/,
        'Check user and password in the variable that its url names.',
    ],
    [
        /no pg_hba\.conf entry/,
        'Allow this user from here in pg_hba.conf of the server, or add ?sslmode=require to its url.',
    ],
    [
        /database "(.*)" does not exist/,
        'If it was dropped after the server was asked for its databases, the next run leaves it out. Otherwise check the name of the database, which comes last in its url; restore --create creates the one of its target.',
    ],
    [
        // Our own, and that of pg_dump, whose --lock-wait-timeout is a limit of the statement.
        /due to lock timeout|could not obtain lock|due to statement timeout.*LOCK TABLE/,
        'Another session holds a lock on that table: an alter table or a vacuum full that has not ended. End it, or run the backup again.',
    ],
    [
        /too many (clients|connections)|remaining connection slots/,
        'A backup needs two connections: raise max_connections, or run it at another time.',
    ],
];
/** Throws the same error with a hint, where the server's words call for one. */
function withAdvice(error, role) {
    throw advised(error, role);
}
/** The same error with a hint, where the server's words call for one. `role`: who is connected. */
function advised(error, role) {
    if (!(0,problem/* isProblem */.AN)(error, 'tool-failed') || error.hint !== problem/* remedy */.zL.program)
        return error;
    const found = advice.find(([words]) => words.test(error.message));
    if (found === undefined)
        return error;
    const [words, hint] = found;
    const database = words.exec(error.message)?.[1] ?? '';
    return new problem/* Problem */.AF(error.code, error.message, {
        hint: hint.replaceAll('ROLE', () => shownRole(role)).replaceAll('DATABASE', () => database),
        cause: error.cause,
    });
}
/** As SQL takes it: quoted only where it has to be. */
function shownRole(role) {
    return /^[a-z_][a-z0-9_]*$/.test(role) ? role : identifier(role);
}
function lost(runtime) {
    return new problem/* Problem */.AF('tool-failed', `psql in ${runtime.where} ended before it was asked to`, { hint: problem/* remedy */.zL.program });
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
/** The name of a table or the like with its schema, always quoted. */
function qualified({ schema, name }) {
    return `${identifier(schema)}.${identifier(name)}`;
}
/** An SQL identifier, always quoted. */
function identifier(name) {
    return `"${name.replaceAll('"', '""')}"`;
}

;// CONCATENATED MODULE: ./engine/postgres/check.js
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





/** Runs one assertion, in a read-only transaction. undefined: it holds. */
async function checkPostgres(assertion, connection, runtime, signal) {
    switch (assertion.kind) {
        case 'sql':
            return await checkSql(assertion, assertion.ask, connection, runtime, signal);
        case 'count-of':
        case 'required': {
            const env_1 = { stack: [], error: void 0, hasError: false };
            try {
                const session = __addDisposableResource(env_1, await openSession(connection, runtime, signal), true);
                const tables = await tablesThere(session);
                if (assertion.kind === 'required')
                    return (0,engine_assertion/* judgeRequired */.lk)(assertion, (name) => tables.has(name), 'table');
                const counted = tables.get(assertion.ask);
                if (counted === undefined)
                    return (0,engine_assertion/* failed */.gz)(assertion, `there is no table ${assertion.ask}`);
                return await checkSql(assertion, `select count(*) from ${counted}`, connection, runtime, signal);
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
        default:
            throw (0,engine_assertion/* unknownKind */.PI)(assertion);
    }
}
// What no value is expected to have in it (the unit separator of ASCII).
const between = '\u001f';
const betweenRows = '\u001e';
/** In place of NULL, which is no empty text. */
const nothing = '\u001d';
// Classes of SQLSTATE: 42 is a mistake in a statement or a name, 25006 a statement that writes, 22P02 a constant that is none.
const ofTheStatement = /^(?:42(?!501)|25006|0A000|22P02)/;
/** Those of these names, written with or without schema and quotes, that no table of a backup has. */
function missingTables(facts, names) {
    const there = new Set(tablesOf(facts));
    return names.filter((name) => !there.has(name) && !there.has(name.replaceAll('"', '')));
}
function tablesOf({ objects }) {
    const names = ['table', 'partitioned table', 'foreign table'].flatMap((kind) => objects[kind] ?? []);
    return names.flatMap((name) => {
        const parts = name.match(/"(?:[^"]|"")*"|[^".]+/g) ?? [];
        const [schema = '', table = ''] = parts.map((part) => part.replace(/^"(.*)"$/s, '$1').replaceAll('""', '"'));
        return [table, `${schema}.${table}`];
    });
}
async function checkSql(assertion, ask, connection, runtime, signal) {
    const sql = ask.trim();
    // psql takes a leading backslash for a command of its own, such as a shell; anywhere else in -c it goes to the server.
    if (sql.startsWith('\\')) {
        throw new problem/* Problem */.AF('policy-invalid', `assertion "${assertion.name}" is not SQL`, { hint: 'Write one SELECT.' });
    }
    const args = [
        '-X',
        '-q',
        '-A',
        '-t',
        '-w',
        '-F',
        between,
        '-R',
        betweenRows,
        '-P',
        `null=${nothing}`,
        '-v',
        'ON_ERROR_STOP=1',
        '-v',
        'VERBOSITY=verbose',
        '-c',
        sql,
    ];
    const command = clientCommand('psql', args, connection, runtime);
    // The database's own limit is for its applications.
    const options = `${connection.parameters['PGOPTIONS'] ?? ''} -c default_transaction_read_only=on -c statement_timeout=0`;
    let output;
    try {
        output = await (0,runtime_runtime/* text */.Qq)(runtime, { ...command, env: { ...command.env, PGOPTIONS: options, PGCLIENTENCODING: 'UTF8' } }, signal);
    }
    catch (error) {
        const failure = (0,runtime_runtime/* failureOf */.g5)(error);
        if (!(0,problem/* isProblem */.AN)(error, 'tool-failed'))
            throw error;
        if (failure === undefined && /wrote more than/.test(error.message))
            return (0,engine_assertion/* failed */.gz)(assertion, error.message);
        // 1: the server refuses the statement. Anything else says nothing about the backup: 2 is a connection that was lost.
        if (failure?.exitCode !== 1)
            throw error;
        const state = /(?:ERROR|FATAL): +([0-9A-Z]{5}): /.exec(failure.stderr)?.[1] ?? '';
        const lines = failure.stderr.split('\n').filter((line) => !line.startsWith('LOCATION: '));
        const said = `the server says ${(0,runtime_runtime/* lastLines */.w$)(lines.join('\n')).replace(`${state}: `, '')}`;
        return ofTheStatement.test(state) ? (0,engine_assertion/* mistaken */.R3)(assertion, said) : (0,engine_assertion/* failed */.gz)(assertion, said);
    }
    if (output === '')
        return (0,engine_assertion/* failed */.gz)(assertion, 'it returned no row');
    const [row = '', ...moreRows] = output.replace(/\n$/, '').split(betweenRows);
    const [value = '', ...more] = row.split(between);
    if (moreRows.length > 0)
        return (0,engine_assertion/* mistaken */.R3)(assertion, `it returned ${moreRows.length + 1} rows, not one`);
    if (more.length > 0)
        return (0,engine_assertion/* mistaken */.R3)(assertion, `it returned ${more.length + 1} columns, not one`);
    return (0,engine_assertion/* judged */.g$)(assertion, value === nothing ? undefined : value);
}
/** By each name that a person may write: with and without the schema, and without quotes. The value is the name in SQL. */
async function tablesThere(session) {
    const found = await session.rows(`
    select n.nspname as schema, c.relname as name, pg_catalog.format('%I.%I', n.nspname, c.relname) as quoted
    from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r','p','f') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
    order by n.nspname = 'public', n.nspname desc`);
    const names = ({ schema, name, quoted }) => [name, `${schema}.${name}`, quoted];
    return new Map(found.flatMap((table) => names(table).map((name) => [name, table.quoted])));
}

;// CONCATENATED MODULE: ./engine/postgres/restore/part.js

/** The name of the part that has the database. Throws `object-missing`. */
function dumpPart(dump) {
    const found = ['dump.pgc', 'dump.tar'].find((part) => dump.parts.includes(part));
    if (found === undefined)
        throw new problem/* Problem */.AF('object-missing', 'the backup has no part dump.pgc or dump.tar', {
            hint: 'Write its parts with --raw DIR, or restore an earlier backup with --id ID.',
        });
    return found;
}
/** Throws `object-missing` for a backup without roles. */
function mustHaveGlobals(dump) {
    if (dump.parts.includes('globals.sql'))
        return;
    throw new problem/* Problem */.AF('object-missing', 'the backup has no roles: it was made with globals: none', {
        hint: 'Restore without --globals, and create the roles yourself.',
    });
}

// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(57075);
// EXTERNAL MODULE: external "node:stream/promises"
var promises_ = __webpack_require__(46466);
// EXTERNAL MODULE: ./words/words.js + 6 modules
var words = __webpack_require__(36364);
;// CONCATENATED MODULE: ./engine/postgres/archive/archive.js

/**
 * Follows pg_dump's custom format (and the toc.dat of its directory format) as it streams by. The format has no mark at
 * its end, so this is how a whole one is known: the data of every entry that has data has come and ended.
 * Versions 1.14 to 1.16 (PostgreSQL 12 to 18): src/bin/pg_dump/pg_backup_archiver.c and pg_backup_custom.c.
 */
function archiveReader(rewrite) {
    let entries;
    const seen = new Set();
    const contents = (found) => {
        entries = found;
    };
    const reading = archive(contents, (id) => seen.add(id), rewrite);
    const pass = rewrite?.pass ?? (() => undefined);
    let need = reading.next();
    let held = [];
    let heldBytes = 0;
    let skipped = 0;
    let hidden = false;
    const feed = (chunk) => {
        let rest = chunk;
        while (need.done !== true && rest.length > 0) {
            if ('hide' in need.value) {
                hidden = true;
                need = reading.next(empty);
                continue;
            }
            if ('instead' in need.value) {
                hidden = false;
                pass(need.value.instead);
                need = reading.next(empty);
                continue;
            }
            if ('skip' in need.value) {
                const step = Math.min(need.value.skip - skipped, rest.length);
                if (!hidden)
                    pass(rest.subarray(0, step));
                skipped += step;
                rest = rest.subarray(step);
                if (skipped < need.value.skip)
                    return;
                skipped = 0;
                need = reading.next(empty);
                continue;
            }
            const wanted = need.value.take - heldBytes;
            if (rest.length < wanted) {
                held.push(rest);
                heldBytes += rest.length;
                return;
            }
            const piece = rest.subarray(0, wanted);
            const whole = heldBytes === 0 ? piece : Buffer.concat([...held, piece]);
            held = [];
            heldBytes = 0;
            rest = rest.subarray(wanted);
            if (!hidden)
                pass(whole);
            need = reading.next(whole);
        }
        // What nobody looks at.
        if (rest.length > 0)
            pass(rest);
    };
    return {
        entries: () => entries,
        push: (chunk) => feed(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)),
        end: () => {
            if (entries === undefined)
                throw cut('before its table of contents ends');
            const betweenBlocks = need.done !== true && 'take' in need.value && need.value.take === 1 && heldBytes === 0;
            const missing = entries.filter((entry) => entry.hasData && !seen.has(entry.id));
            const [first] = missing;
            if (first !== undefined)
                throw cut(`without the data of ${missing.length} tables, the first ${first.schema}.${first.name}`);
            if (!betweenBlocks)
                throw cut('within a block of data');
        },
    };
}
const empty = Buffer.alloc(0);
// Who may write to a store may have made the archive: what of it is kept in memory is bounded. Definitions, which may be
// long, are passed over.
const longestText = 1024 * 1024;
const mostTextBytes = 512 * 1024 * 1024;
function cut(where) {
    return new problem/* Problem */.AF('dump-incomplete', `pg_dump's archive ends ${where}`, { hint: problem/* remedy */.zL.dump });
}
function broken(what) {
    return new problem/* Problem */.AF('dump-incomplete', `pg_dump's archive has ${what}`, { hint: problem/* remedy */.zL.dump });
}
function* archive(contents, data, rewrite) {
    const head = yield { take: 11 };
    if (head.toString('latin1', 0, 5) !== 'PGDMP')
        throw new problem/* Problem */.AF('dump-incomplete', "pg_dump's output is not an archive", { hint: problem/* remedy */.zL.dump });
    const [major = 0, minor = 0, , intBytes = 4, offsetBytes = 8, format = 0] = head.subarray(5);
    const version = major * 100 + minor;
    if (version < 114 || version > 199) {
        throw new problem/* Problem */.AF('dump-incomplete', `pg_dump's archive has the unknown version ${major}.${minor}`, {
            hint: 'Update backproof, or use an older pg_dump: tools: { image: postgres:18 }.',
        });
    }
    // readUIntLE reads no more than six bytes.
    if (intBytes < 1 || intBytes > 6 || offsetBytes > 16)
        throw broken(`numbers of ${intBytes} and ${offsetBytes} bytes`);
    const read = fields(intBytes);
    yield { take: version >= 115 ? 1 : 1 + intBytes };
    // When it was made (7 numbers), of which database, by which versions.
    for (let field = 0; field < 7; field++)
        yield* read.number();
    for (let field = 0; field < 3; field++)
        yield* read.pass();
    const count = yield* read.number();
    const entries = [];
    for (let index = 0; index < count; index++)
        entries.push(yield* entry(read, version, format, offsetBytes, rewrite));
    contents(entries);
    if (format !== custom || rewrite !== undefined)
        return;
    yield* blocks(read, data);
}
const custom = 1;
function* entry(read, version, format, offsetBytes, rewrite) {
    const id = yield* read.number();
    const hasData = (yield* read.number()) !== 0;
    yield* read.pass();
    const oid = yield* read.text();
    const name = yield* read.text();
    const kind = yield* read.text();
    yield* read.number();
    const definition = kind === 'SEQUENCE SET' ? yield* read.text() : yield* read.pass();
    const hidden = rewrite !== undefined && !rewrite.isDropped(id);
    if (hidden)
        yield { hide: true };
    // How it is dropped.
    yield* read.pass();
    if (hidden)
        yield { instead: read.nothing };
    // How its data is copied.
    yield* read.pass();
    const schema = yield* read.text();
    yield* read.pass();
    yield* read.pass();
    if (version >= 116)
        yield* read.number();
    const owner = yield* read.text();
    yield* read.pass();
    const dependsOn = [];
    for (;;) {
        const dependency = yield* read.text();
        if (dependency === undefined)
            break;
        dependsOn.push(Number(dependency));
    }
    if (format === custom)
        yield { take: 1 + offsetBytes };
    else
        yield* read.pass();
    const named = { kind: kind ?? '', schema: schema ?? '', name: name ?? '', owner: owner ?? '' };
    const known = { id, oid: oid ?? '0', ...named, dependsOn, hasData };
    return definition === undefined ? known : { ...known, definition };
}
const dataBlock = 1;
const largeObjects = 3;
function* blocks(read, data) {
    for (;;) {
        const [type] = yield { take: 1 };
        const id = yield* read.number();
        if (type === dataBlock)
            yield* chunks(read);
        else if (type === largeObjects)
            while ((yield* read.number()) !== 0)
                yield* chunks(read);
        else
            throw new problem/* Problem */.AF('dump-incomplete', `pg_dump's archive has an unknown block ${type}`, { hint: problem/* remedy */.zL.dump });
        data(id);
    }
}
function* chunks(read) {
    for (;;) {
        const size = yield* read.number();
        if (size === 0)
            return;
        // A step back would be read again, and again.
        if (size < 0)
            throw broken('a block of impossible length');
        yield { skip: size };
    }
}
function fields(intBytes) {
    let textBytes = 0;
    function* number() {
        const bytes = yield { take: 1 + intBytes };
        const value = bytes.readUIntLE(1, intBytes);
        return bytes[0] === 0 ? value : -value;
    }
    function* text() {
        const length = yield* number();
        if (length < 0)
            return undefined;
        if (length === 0)
            return '';
        textBytes += length;
        if (length > longestText || textBytes > mostTextBytes)
            throw broken('a table of contents of impossible length');
        return (yield { take: length }).toString('utf8');
    }
    function* pass() {
        const length = yield* number();
        if (length > 0)
            yield { skip: length };
        return undefined;
    }
    return { number, text, pass, nothing: Buffer.from([1, 1, ...new Array(intBytes - 1).fill(0)]) };
}

;// CONCATENATED MODULE: ./engine/postgres/archive/pattern.js
/** As the product writes names: what is in quotes is meant letter by letter, dots too, and a quote in it is doubled. */
function matcherOf(pattern) {
    if (!pattern.includes('"')) {
        const whole = whollyLike(wild(pattern));
        return (schema, name) => whole.test(`${schema}.${name}`) || (!pattern.includes('.') && whole.test(name));
    }
    const parts = [''];
    const add = (source) => {
        parts[parts.length - 1] += source;
    };
    for (const piece of pattern.match(/"(?:[^"]|"")*"?|[^"]+/g) ?? []) {
        if (piece.startsWith('"')) {
            add(piece.replace(/^"|"$/g, '').replaceAll('""', '"').replace(special, '\\$&'));
            continue;
        }
        for (const [index, part] of piece.split('.').entries()) {
            if (index > 0)
                parts.push('');
            add(wild(part));
        }
    }
    const ofName = whollyLike(parts.at(-1) ?? '');
    const ofSchema = parts.length > 1 ? whollyLike(parts.slice(0, -1).join('\\.')) : undefined;
    return (schema, name) => ofName.test(name) && (ofSchema?.test(schema) ?? true);
}
const special = /[\\^$.*+?()[\]{}|]/g;
const wild = (text) => text.replace(special, (char) => (char === '*' ? '.*' : char === '?' ? '.' : `\\${char}`));
const whollyLike = (source) => new RegExp(`^${source}$`, 's');
/** Whether a pattern means what facts name so: `public."Order"`. */
function meansQualified(pattern, qualified) {
    const [, schema = '', name = ''] = /^("(?:[^"]|"")*"|[^."]*)\.(.*)$/s.exec(qualified) ?? [];
    return matcherOf(pattern)(unquoted(schema), unquoted(name));
}
const unquoted = (name) => (name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name);

// EXTERNAL MODULE: ../../node_modules/tar-stream/index.js
var tar_stream = __webpack_require__(36474);
;// CONCATENATED MODULE: ./engine/postgres/archive/toc.js




const members = [
    { type: 'directory', name: /^\.\/?$/ },
    { type: 'file', name: /^(\.\/)?[\w.-]+$/ },
];
/** The table of contents among the members. */
const tocName = /^(\.\/)?toc\.dat$/;
/**
 * The same bytes; the tar's toc.dat is shown to the archive reader as it passes. Throws `object-damaged` for a member that
 * pg_dump does not make: a link would let pg_restore read another file than the backup's.
 */
function tocInTar(body, archive) {
    const through = new external_node_stream_.PassThrough({ highWaterMark: 1024 * 1024 });
    const tar = (0,tar_stream.extract)();
    const reading = async () => {
        for await (const entry of tar) {
            const { name, type } = entry.header;
            if (!members.some((one) => one.type === type && one.name.test(name)))
                throw new problem/* Problem */.AF('object-damaged', `dump.tar contains what no dump contains: ${JSON.stringify(name.slice(0, 200))}`, { hint: problem/* remedy */.zL.damaged });
            const wanted = tocName.test(name);
            for await (const chunk of entry)
                if (wanted)
                    archive.push(chunk);
        }
    };
    const copied = (0,promises_.pipeline)(body, async function* (source) {
        const read = reading();
        read.catch(() => undefined);
        for await (const chunk of source) {
            if (!tar.write(chunk))
                await Promise.race([new Promise((resolve) => tar.once('drain', () => resolve(undefined))), read]);
            yield chunk;
        }
        tar.end(undefined);
        await read;
    }, through);
    copied.catch(() => tar.destroy());
    return through;
}

;// CONCATENATED MODULE: ./engine/postgres/archive/only.js




/** A dump's table of contents, read from the start of the part, and no further than it needs to be. */
async function entriesOf(dump, part) {
    const archive = archiveReader();
    const opened = await dump.open(part);
    const body = part === 'dump.tar' ? tocInTar(opened, archive) : opened;
    for await (const chunk of body) {
        if (part === 'dump.pgc')
            archive.push(chunk);
        const entries = archive.entries();
        if (entries !== undefined)
            return entries;
    }
    throw new problem/* Problem */.AF('object-damaged', `${part} has no table of contents`, { hint: problem/* remedy */.zL.damaged });
}
/** The kinds of what `--only` can name. */
const relations = ['TABLE', 'FOREIGN TABLE', 'VIEW', 'MATERIALIZED VIEW', 'SEQUENCE'];
const data = ['TABLE DATA', 'MATERIALIZED VIEW DATA'];
// What belongs to a relation whose name its own name begins with: "orders orders_pkey".
const ownedByName = ['CONSTRAINT', 'CHECK CONSTRAINT', 'FK CONSTRAINT', 'DEFAULT', 'TRIGGER', 'RULE', 'POLICY'];
const ownedAlone = [...data, 'INDEX', 'INDEX ATTACH', 'ROW SECURITY', 'STATISTICS', 'SEQUENCE', 'SEQUENCE SET'];
const owned = [...ownedByName, ...ownedAlone];
/** What is said of something else, whose name follows its kind: "EVENT TRIGGER guard". */
const remarks = ['COMMENT', 'ACL', 'SECURITY LABEL'];
const indexes = ['INDEX', 'CONSTRAINT'];
/**
 * What a restore of only these tables takes: they and their partitions, with their data, indexes, constraints and triggers;
 * and what those need (types, functions, sequences, schemas). In a pattern `*` and `?` are wild; without a dot it means the
 * table of any schema.
 * @throws Problem `usage` for a pattern that matches nothing.
 */
function choose(entries, patterns) {
    const { needsOf, ownersOf } = relating(entries);
    const named = wantedBy(entries, patterns);
    const attachments = entries.filter(({ kind }) => kind === 'TABLE ATTACH');
    // Partitions have partitions, and come in no order that would help.
    untilSettled(named, () => {
        for (const entry of attachments) {
            const [parent, child] = attached(entry, ownersOf(entry));
            if (parent !== undefined && child !== undefined && named.has(parent))
                named.add(child);
        }
    });
    const tied = new Map();
    /** True where both ends are named; where only the one is that has the tie, it is noted. */
    const ties = (entry, ends, mine) => {
        const others = ends.filter((other) => !named.has(other));
        if (mine !== undefined && named.has(mine) && others.length > 0)
            tied.set(entry, others);
        return ends.length > 0 && others.length === 0;
    };
    const belongs = (entry) => {
        const owners = ownersOf(entry);
        switch (entry.kind) {
            case 'FK CONSTRAINT':
                return ties(entry, owners, ownerOf(entry, owners));
            case 'TABLE ATTACH':
                return ties(entry, owners, attached(entry, owners)[1]);
            case 'PUBLICATION TABLE':
                return ties(entry, needsOf(entry), owners[0]);
            // If a sequence itself is wanted, its table may be missing.
            case 'SEQUENCE OWNED BY':
                return owners.some((other) => named.has(other) && ownersOf(other).some((table) => named.has(table)));
        }
        if (ownedByName.includes(entry.kind)) {
            const owner = ownerOf(entry, owners);
            return owner !== undefined && named.has(owner);
        }
        // A sequence that depends on a table is that of a serial or an identity column: without it the column makes no more
        // numbers.
        if (ownedAlone.includes(entry.kind))
            return owners.length > 0 && owners.every((other) => named.has(other));
        return (remarks.includes(entry.kind) && needsOf(entry).length > 0 && needsOf(entry).every((other) => named.has(other)));
    };
    untilSettled(named, () => {
        for (const entry of entries)
            if (!named.has(entry) && belongs(entry))
                named.add(entry);
    });
    for (const entry of named)
        tied.delete(entry);
    const needed = new Set();
    const need = (entry) => {
        for (const other of needsOf(entry))
            if (!named.has(other))
                needed.add(other);
    };
    for (const entry of named)
        need(entry);
    // A set may grow while it is walked: what is added is visited too.
    for (const entry of needed)
        need(entry);
    const schemas = new Set([...named, ...needed].map(({ schema }) => schema));
    for (const entry of entries)
        if (entry.kind === 'SCHEMA' && schemas.has(entry.name))
            needed.add(entry);
    return { named, needed, tied };
}
/** `there`: of what a choice needs and is tied to, what the target has. That stays as it is. */
function settle(entries, { named, needed, tied }, there) {
    const { needsOf, ownersOf } = relating(entries);
    const made = new Set();
    const make = (entry) => {
        const schemas = [...needed].filter(({ kind, name }) => kind === 'SCHEMA' && name === entry.schema);
        for (const other of [...needsOf(entry), ...schemas]) {
            // What belongs to a table is as little touched as that.
            const owner = ownerOf(other, ownersOf(other));
            if (!named.has(other) && !there.has(other) && !(owner !== undefined && there.has(owner)))
                made.add(other);
        }
    };
    for (const entry of named)
        make(entry);
    // A set may grow while it is walked: what is added is visited too.
    for (const entry of made)
        make(entry);
    // Without its value a sequence would give numbers that the rows have already.
    const withMade = (entry) => [...remarks, 'SEQUENCE SET'].includes(entry.kind) &&
        needsOf(entry).length > 0 &&
        needsOf(entry).every((other) => named.has(other) || made.has(other)) &&
        needsOf(entry).some((other) => made.has(other));
    const possible = new Set([...tied].flatMap(([entry, others]) => (others.every((one) => there.has(one)) ? [entry] : [])));
    const chosen = entries.filter((entry) => named.has(entry) || made.has(entry) || possible.has(entry) || withMade(entry));
    // A parent that has its indexes makes them for every partition that it is given, unless that has them already.
    const late = (entry) => entry.kind === 'TABLE ATTACH' && possible.has(entry);
    return {
        ids: [...chosen.filter((entry) => !late(entry)), ...chosen.filter(late)].map(({ id }) => id),
        made: entries.filter((entry) => made.has(entry) && (relations.includes(entry.kind) || !owned.includes(entry.kind))),
        leftOut: [...tied.keys()].filter((entry) => !possible.has(entry)),
    };
}
/** Grows a set until a step adds nothing more. */
function untilSettled(set, step) {
    for (let size = -1; size !== set.size;) {
        size = set.size;
        step();
    }
}
function relating(entries) {
    const byId = new Map(entries.map((entry) => [entry.id, entry]));
    const dependencies = (entry) => entry.dependsOn.flatMap((id) => byId.get(id) ?? []);
    const parents = new Map();
    const serials = new Set();
    for (const entry of entries) {
        const others = dependencies(entry);
        if (entry.kind === 'TABLE ATTACH') {
            const [parent, child] = attached(entry, others);
            if (parent && child)
                parents.set(child, [...(parents.get(child) ?? []), parent]);
        }
        if (entry.kind === 'SEQUENCE OWNED BY')
            for (const other of others)
                serials.add(other);
    }
    // A sequence's table, a partition's parent and the index above an index are told to those later, by an entry of its own.
    const needsOf = (entry) => dependencies(entry).filter((other) => {
        if (entry.kind === 'SEQUENCE')
            return !(relations.includes(other.kind) && serials.has(entry));
        if (indexes.includes(entry.kind))
            return !indexes.includes(other.kind);
        return !parents.get(entry)?.includes(other);
    });
    // Of an index or constraint, what that is of; no longer ways, which in a forged archive could lead back.
    const ownersOf = (entry, ways = 3) => {
        const near = indexes.includes(entry.kind) ? needsOf(entry) : dependencies(entry);
        return near.flatMap((other) => {
            if (relations.includes(other.kind))
                return [other];
            return ways > 0 && indexes.includes(other.kind) ? ownersOf(other, ways - 1) : [];
        });
    };
    return { needsOf, ownersOf };
}
/** The relation that an entry is of, and goes with; undefined for what is for itself. */
function ownerOf({ kind, schema, name }, owners) {
    if (ownedAlone.includes(kind) && kind !== 'SEQUENCE')
        return owners[0];
    if (!ownedByName.includes(kind))
        return undefined;
    const fits = owners.filter((other) => other.schema === schema && name.startsWith(`${other.name} `));
    return fits.sort((a, b) => b.name.length - a.name.length)[0];
}
/**
 * The ids of an archive of some tables but for what names a table that is not in it: partitions' ties to it, and foreign
 * keys, whose oids are `dangling`. They would fail, and everything with them.
 */
function idsThatCanBe(entries, dangling) {
    const byId = new Map(entries.map((entry) => [entry.id, entry]));
    const kinds = {
        'TABLE ATTACH': ['TABLE', 'FOREIGN TABLE'],
        'INDEX ATTACH': ['INDEX', 'CONSTRAINT'],
    };
    const out = new Set(dangling.map(String));
    const possible = entries.filter(({ kind, oid, dependsOn }) => {
        const tied = kinds[kind];
        if (tied === undefined)
            return kind !== 'FK CONSTRAINT' || !out.has(oid);
        const ends = dependsOn.filter((id) => tied.includes(byId.get(id)?.kind ?? ''));
        return new Set(ends).size > 1;
    });
    return possible.map(({ id }) => id);
}
/** The entry is named after the partition. */
function attached(entry, related) {
    const isChild = (other) => other.name === entry.name && other.schema === entry.schema;
    return [related.find((other) => !isChild(other)), related.find(isChild)];
}
function wantedBy(entries, patterns) {
    const wanted = new Set();
    for (const pattern of patterns) {
        const matches = matcherOf(pattern);
        const found = entries.filter(({ kind, schema, name }) => relations.includes(kind) && matches(schema, name));
        if (found.length === 0) {
            throw new problem/* Problem */.AF('usage', `the backup has no table ${pattern}`, {
                hint: 'Name tables as schema.table or table; * and ? are wild, but not in quotes: "My.Schema"."Table".',
            });
        }
        for (const entry of found)
            wanted.add(entry);
    }
    return wanted;
}

;// CONCATENATED MODULE: ./engine/postgres/archive/selection.js

const everything = {
    relations: undefined,
    schemas: undefined,
    whole: true,
    partitions: [],
    leftOut: [],
    incomplete: [],
};
/** The flags of pg_dump. A name that matches nothing is an error, not an empty dump. */
function selectionFlags({ tables, schemas }, { partitions, leftOut }) {
    return [
        ...(tables.include.length + schemas.include.length > 0 ? ['--strict-names'] : []),
        ...tables.include.map((pattern) => `--table=${pattern}`),
        ...partitions.map((partition) => `--table=${qualified(partition)}`),
        ...tables.exclude.map((pattern) => `--exclude-table=${pattern}`),
        ...leftOut.map((partition) => `--exclude-table=${qualified(partition)}`),
        ...schemas.include.map((pattern) => `--schema=${pattern}`),
        ...schemas.exclude.map((pattern) => `--exclude-schema=${pattern}`),
    ];
}
/** The objects that pg_dump takes with these patterns: for a table without a schema the role's own search_path decides. */
async function scopeOf({ tables, schemas }, session) {
    const byTable = tables.include.length > 0;
    const bySchema = schemas.include.length > 0;
    if (!byTable && !bySchema && tables.exclude.length + schemas.exclude.length === 0)
        return everything;
    const inSchema = [
        ...(bySchema ? [any(schemas.include.map(schemaMatch))] : []),
        ...schemas.exclude.map((pattern) => `not ${schemaMatch(pattern)}`),
    ];
    const inTables = [
        ...(byTable ? [any(tables.include.map(tableMatch))] : inSchema),
        ...tables.exclude.map((pattern) => `not ${tableMatch(pattern)}`),
    ];
    // Everything in this query is qualified, also what the patterns make: anybody's names are searched first.
    await session.lines('reset search_path');
    const relationsThat = async (condition) => {
        const found = await session.rows(`select c.oid::bigint from pg_catalog.pg_class c
       join pg_catalog.pg_namespace n on n.oid operator(pg_catalog.=) c.relnamespace
       where c.relkind operator(pg_catalog.=) any (array['r','p','v','m','S','f']::pg_catalog."char"[]) and ${condition}`);
        return found.map(({ oid }) => oid);
    };
    const matched = await relationsThat(selection_all(inTables));
    const excluded = tables.exclude.length === 0 ? [] : await relationsThat(any(tables.exclude.map(tableMatch)));
    await session.lines(onlySystemNames);
    const tree = await partitionsIn(session);
    // A foreign table has no rows here, and would need its server, which is not in a dump of some tables.
    const own = tree.filter(({ foreign }) => !foreign);
    const partitions = byTable ? partitionsOf(matched, excluded, own) : [];
    // A partition that an included name matches by itself is wanted: nobody is to miss it because of its parent.
    const leftOut = partitionsOf(excluded, byTable ? matched : [], tree);
    const outside = new Set(leftOut.map(({ oid }) => oid));
    const relations = [...matched, ...partitions.map(({ oid }) => oid)].filter((oid) => !outside.has(oid));
    const namespaces = byTable
        ? []
        : await session.rows(`select n.oid::bigint from pg_catalog.pg_namespace n where ${selection_all(inSchema)}`);
    return {
        relations: await withSequences(relations, session),
        schemas: namespaces.map((row) => row.oid),
        whole: !byTable && !bySchema,
        partitions,
        leftOut,
        incomplete: incompleteOf(relations, tree),
    };
}
/**
 * As pg_dump takes them: a sequence that belongs to a column comes with its table; that of an identity column only with
 * it (getOwnedSeqs in its pg_dump.c).
 */
async function withSequences(relations, session) {
    const owned = await session.rows(`
    select d.objid::bigint as sequence, d.refobjid::bigint as table, d.deptype = 'i' as identity
    from pg_catalog.pg_depend d join pg_catalog.pg_class c on c.oid = d.objid and c.relkind = 'S'
    where d.classid = 'pg_class'::regclass and d.refclassid = 'pg_class'::regclass and d.deptype in ('a', 'i')
      and d.refobjsubid > 0`);
    const found = new Set(relations);
    for (const { sequence, table, identity } of owned) {
        if (found.has(table))
            found.add(sequence);
        else if (identity)
            found.delete(sequence);
    }
    return [...found];
}
/** Every partition of the database. */
function partitionsIn(session) {
    return session.rows(`
    select i.inhparent::bigint as parent, c.oid::bigint as oid, n.nspname as schema, c.relname as name,
      c.relkind = 'f' as foreign
    from pg_catalog.pg_inherits i join pg_catalog.pg_class c on c.oid = i.inhrelid
    join pg_catalog.pg_namespace n on n.oid = c.relnamespace where c.relispartition`);
}
/** The partitions of the chosen tables, and theirs, but for those that are known already: they and theirs are not. */
function partitionsOf(chosen, knownAlready, tree) {
    const children = Map.groupBy(tree, ({ parent }) => parent);
    const known = new Set([...chosen, ...knownAlready]);
    const found = [];
    const open = [...chosen];
    for (let oid = open.pop(); oid !== undefined; oid = open.pop()) {
        for (const partition of children.get(oid) ?? []) {
            if (known.has(partition.oid))
                continue;
            known.add(partition.oid);
            found.push(partition);
            open.push(partition.oid);
        }
    }
    return found;
}
/** What is above a partition that is not among these tables. */
function incompleteOf(relations, tree) {
    const there = new Set(relations);
    const parents = new Map(tree.map(({ oid, parent }) => [oid, parent]));
    const found = new Set();
    for (const { oid } of tree.filter((partition) => !there.has(partition.oid)))
        for (let above = parents.get(oid); above !== undefined; above = parents.get(above))
            found.add(above);
    return [...found];
}
/** True of what belongs to an extension: it comes with it, and may differ between its versions. */
const ofExtension = (catalog, oid) => `exists (select from pg_catalog.pg_depend e where e.deptype = 'e' and e.classid = '${catalog}'::regclass and e.objid = ${oid})`;
/**
 * Condition on pg_constraint k: a foreign key to a table that the dump lacks, wholly or in part, so it may not hold
 * elsewhere.
 */
function isDangling({ relations, incomplete, whole }) {
    if (relations === undefined)
        return 'false';
    const oids = (list) => `'{${[...list].join(',')}}'::oid[]`;
    const complete = new Set(relations).difference(new Set(incomplete));
    const outside = `k.contype = 'f' and k.conrelid = any(${oids(relations)}) and k.confrelid <> all(${oids(complete)})`;
    return whole ? `(${outside} and not ${ofExtension('pg_catalog.pg_class', 'k.confrelid')})` : `(${outside})`;
}
const selection_all = (conditions) => (conditions.length === 0 ? 'true' : conditions.join(' and '));
const any = (conditions) => `(${conditions.join(' or ')})`;
function schemaMatch(pattern) {
    const [name = ''] = regularExpressions(pattern).slice(-1);
    return `n.nspname operator(pg_catalog.~) ${literal(name)} collate pg_catalog.default`;
}
function tableMatch(pattern) {
    const [table = '', schema] = regularExpressions(pattern).toReversed();
    const name = `c.relname operator(pg_catalog.~) ${literal(table)} collate pg_catalog.default`;
    if (schema === undefined)
        return `(${name} and pg_catalog.pg_table_is_visible(c.oid))`;
    return `(${name} and n.nspname operator(pg_catalog.~) ${literal(schema)} collate pg_catalog.default)`;
}
/**
 * psql's patterns as regular expressions, one for each part between dots: letters fold to lower case unless quoted, `*`
 * and `?` are wild, the rest is a regular expression (https://www.postgresql.org/docs/current/app-psql.html#APP-PSQL-PATTERNS).
 */
function regularExpressions(pattern) {
    const parts = [''];
    let quoted = false;
    const add = (text) => {
        parts[parts.length - 1] += text;
    };
    for (let at = 0; at < pattern.length; at++) {
        const char = pattern.charAt(at);
        if (char === '"') {
            if (quoted && pattern.charAt(at + 1) === '"') {
                add('"');
                at++;
            }
            else
                quoted = !quoted;
        }
        else if (char === '$')
            add('\\$');
        else if (quoted)
            add(/[|*+?()[\]{}.^\\]/.test(char) ? `\\${char}` : char);
        else if (char === '*')
            add('.*');
        else if (char === '?')
            add('.');
        else if (char === '.')
            parts.push('');
        // As psql does it: other letters as they are.
        else
            add(/[A-Z]/.test(char) ? char.toLowerCase() : char);
    }
    return parts.map((part) => `^(${part})$`);
}

;// CONCATENATED MODULE: ./engine/postgres/restore/lock.js



/** How many tables have a TOAST table, which comes with an index of its own: a setting of a dump's facts. */
const toasted = 'toasted';
const kinds = ['table', 'partitioned table', 'foreign table', 'view', 'materialized view', 'sequence', 'index'];
/** What one transaction that makes all of a dump holds at least: a lock of everything that it makes. Pure. */
function locksOf({ objects, server }) {
    const made = kinds.reduce((sum, kind) => sum + (objects[kind]?.length ?? 0), 0);
    return made + 2 * Number(server?.settings[toasted] ?? 0);
}
const lockedKinds = [...relations, 'INDEX', 'CONSTRAINT'];
/** The same of some entries of its archive, which do not tell which of their tables have a TOAST table. Pure. */
function locksOfSome(entries, { objects, server }) {
    const made = entries.filter(({ kind }) => lockedKinds.includes(kind));
    const tables = made.filter(({ kind }) => kind === 'TABLE').length;
    const all = ['table', 'partitioned table'].reduce((sum, kind) => sum + (objects[kind]?.length ?? 0), 0);
    const withToast = tables - (all - Number(server?.settings[toasted] ?? 0));
    return made.length + 2 * Math.max(0, withToast);
}
/**
 * A restore in one transaction that runs out of locks takes them from everybody else on that server meanwhile, and fails after
 * most of its work. Throws `target-refused` before.
 */
async function mustHaveLocks(session, needed, connection, { sandboxed = false, keepGoing = false, only, overwrite }) {
    // Without one transaction a lock ends with its statement.
    if (sandboxed || keepGoing)
        return;
    // As the server reckons it (InitializeMaxBackends in its postinit.c).
    const [row] = await session.rows(`
    select current_setting('max_locks_per_transaction')::int as per, current_setting('max_locks_per_transaction')::int * (
      select sum(setting::int) from pg_catalog.pg_settings where name in ('max_connections', 'max_prepared_transactions',
        'autovacuum_max_workers', 'max_worker_processes', 'max_wal_senders')) as locks`);
    if (row === undefined || needed <= row.locks)
        return;
    const enough = 64 * Math.ceil((row.per * needed * 1.5) / row.locks / 64);
    const message = `the server of ${placeOf(connection)} has room for ${row.locks} locks, but a restore in one transaction needs at least ${needed}; nothing was restored`;
    const fewer = only.length > 0 ? 'name fewer tables at a time, ' : '';
    const raise = `Raise max_locks_per_transaction of that server to ${enough} (alter system set max_locks_per_transaction = ${enough}, then restart it)`;
    throw new problem/* Problem */.AF('target-refused', message, {
        hint: overwrite
            ? `${raise}, ${fewer}or restore into a new database with --keep-going, which does not use one transaction.`
            : `${raise}, ${fewer}or add --keep-going, which does not use one transaction.`,
    });
}

// EXTERNAL MODULE: ../../node_modules/zod/v4/classic/schemas.js + 4 modules
var schemas = __webpack_require__(99131);
;// CONCATENATED MODULE: ./engine/postgres/restore/prerequisites.js
var prerequisites_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var prerequisites_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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







const names = schemas/* array */.YOg(schemas/* string */.YjP());
const prerequisites_kinds = {
    parameters: schemas/* array */.YOg(schemas/* object */.Ikc({ role: schemas/* string */.YjP().nullable(), set: names })),
    roles: names,
    tablespaces: names,
    dangling: schemas/* array */.YOg(schemas/* number */.aig()),
};
/** As JSON in a server's settings. */
async function surroundingOf(session, scope) {
    const [row] = await session.rows(`
    select (select coalesce(json_agg(json_build_object('role', a.rolname, 'set', s.setconfig) order by a.rolname), '[]')
        from pg_catalog.pg_db_role_setting s left join pg_catalog.pg_roles a on a.oid = s.setrole
        where s.setdatabase = d.oid) as parameters,
      (select coalesce(json_agg(distinct a.rolname), '[]')
        from pg_catalog.pg_shdepend x join pg_catalog.pg_roles a on a.oid = x.refobjid
        where x.refclassid = 'pg_authid'::regclass and x.dbid = d.oid) as roles,
      (select coalesce(json_agg(distinct t.spcname), '[]')
        from pg_catalog.pg_class c join pg_catalog.pg_tablespace t on t.oid = c.reltablespace
        where t.spcname !~ '^pg_') as tablespaces,
      (select coalesce(json_agg(k.oid::bigint), '[]') from pg_catalog.pg_constraint k where ${isDangling(scope)}) as dangling
    from pg_catalog.pg_database d where d.datname = current_database()`);
    if (row === undefined)
        throw new Error('pg_database does not show the connected database');
    const { parameters, roles, tablespaces, dangling } = row;
    const found = { parameters: scope.whole ? parameters : [], roles, tablespaces, dangling };
    return Object.fromEntries(Object.entries(found).map(([kind, value]) => [kind, JSON.stringify(value)]));
}
/** Of a dump's facts; nothing where an older version took them. Throws `object-damaged` for what cannot be parsed. */
function parseSurrounding(facts) {
    const settings = facts.server?.settings ?? {};
    const read = (kind, schema) => {
        try {
            return schema.parse(JSON.parse(settings[kind] ?? '[]'));
        }
        catch (cause) {
            throw new problem/* Problem */.AF('object-damaged', `the facts of the dump cannot be parsed: ${kind}`, {
                hint: problem/* remedy */.zL.damaged,
                cause,
            });
        }
    };
    return {
        parameters: read('parameters', prerequisites_kinds.parameters),
        roles: read('roles', prerequisites_kinds.roles),
        tablespaces: read('tablespaces', prerequisites_kinds.tablespaces),
        dangling: read('dangling', prerequisites_kinds.dangling),
    };
}
/** What to say of user mappings (passwords of other servers) that pg_dump takes without what it may not see. */
async function hiddenMappings(session, { whole }) {
    if (!whole)
        return [];
    const [row] = await session.rows(`
    select count(*) from pg_catalog.pg_user_mappings where umoptions is null
      and not (select rolsuper from pg_catalog.pg_roles where rolname = current_user)`);
    if (row === undefined || row.count === 0)
        return [];
    return [`only a superuser sees the options of user mappings, so the backup has ${row.count} without them`];
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
        const psql = clientCommand('psql', ['-X', '-q', '-w', '-o', '/dev/null'], connection, runtime);
        const command = { ...psql, env: { ...psql.env, PGCLIENTENCODING: 'UTF8' } };
        const script = wanted.map(({ role, entry }) => statements(role, entry, connection.database)).join('');
        // It goes on after a statement that fails; what came of them all is asked afterwards.
        await (0,runtime_runtime/* feed */.hm)(runtime, command, external_node_stream_.Readable.from([Buffer.from(script)]), signal);
        const session = prerequisites_addDisposableResource(env_1, await openSession(connection, runtime, signal), true);
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
        const result_1 = prerequisites_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
function statements(role, entry, database) {
    const { name, value } = parts(entry);
    const whose = role === null ? '' : `role ${identifier(role)} in `;
    const parameter = name.split('.').map(identifier).join('.');
    const alter = `alter ${whose}database ${identifier(database)} set ${parameter}`;
    if (!lists.test(name))
        return `${alter} to ${literal(value)};\n`;
    return `begin; select pg_catalog.set_config(${literal(name)}, ${literal(value)}, true); ${alter} from current; commit;\n`;
}
function parts(entry) {
    const [, name = entry, value = ''] = /^([^=]*)=(.*)$/s.exec(entry) ?? [];
    return { name, value };
}
function unset(role, entry) {
    const { name } = parts(entry);
    const message = `the database's parameter ${name}${role === null ? '' : ` for role ${role}`} was not restored`;
    const hint = 'Set it yourself as a superuser with alter database ... set ...; the part dump.pgc contains it.';
    return { level: 'warning', blame: 'env', message, hint };
}

;// CONCATENATED MODULE: ./engine/postgres/facts.js





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
async function databaseFacts(session, scope, notRoles, counted = () => { }) {
    const { server, sizeBytes } = await serverFacts(session);
    const objects = await namesByKind(session, scope);
    objects['role'] = (objects['role'] ?? []).filter((role) => !notRoles.includes(role));
    const relations = await session.rows(`${common(scope)}
    select oid::bigint as oid, nsp as schema, rel as name, relkind = 'S' as sequence, toasted,
      relpersistence = 'u' and pg_catalog.pg_is_in_recovery() as unread
    from relations where relkind in ('r', 'S') order by nsp, rel`);
    const [sequences = [], all = []] = [true, false].map((kind) => relations.filter(({ sequence }) => sequence === kind));
    const unread = all.filter((table) => table.unread);
    const tables = all.filter((table) => !table.unread);
    const { rows, unplanned } = await countRows(session, tables, counted);
    for (const table of unread)
        rows[tableName(table)] = 0;
    if (scope.whole) {
        const [blobs = '0'] = await session.lines('select count(*) from pg_catalog.pg_largeobject_metadata');
        if (blobs !== '0')
            rows['large objects'] = Number(blobs);
        counted(Number(blobs));
    }
    const surrounding = await surroundingOf(session, scope);
    const scoped = {
        ...server,
        settings: {
            ...server.settings,
            ...surrounding,
            scope: scope.whole ? 'whole' : 'part',
            selected: String(scope.relations !== undefined),
            [toasted]: String(relations.filter((table) => table.toasted).length),
        },
    };
    return {
        facts: { version: 1, engine: 'postgres', server: scoped, sizeBytes, rows, objects },
        tables,
        unread,
        unplanned,
        sequences,
    };
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
async function countRows(session, tables, heard) {
    const rows = {};
    // All of them first, as pg_dump does: whoever then wants to change one waits for the dump to end. Behind him a count
    // would wait, too.
    for (const some of batchesOf(tables)) {
        const names = some.map((table) => `only ${qualified(table)}`);
        await session.lines(`lock table ${names.join(', ')} in access share mode;`);
    }
    // An expression in an index is planned with the count: a function of it may need names that are not searched here.
    const uncertain = await withExpressions(session);
    for (const some of batchesOf(tables.filter(({ oid }) => !uncertain.has(oid)))) {
        // Going back gives up the locks of its indexes: the server has room for so many only, for everybody. Both in one query,
        // because each is a journey to the server.
        const statements = some.map((table) => `select count(*) from only ${qualified(table)} \\; rollback to counting;`);
        const sql = ['savepoint counting;', ...statements, 'release counting;'].join('\n');
        const counts = await session.lines(sql, (count) => heard(Number(count)));
        some.forEach((table, index) => {
            rows[tableName(table)] = Number(counts[index]);
        });
    }
    const unplanned = [];
    for (const table of tables.filter(({ oid }) => uncertain.has(oid))) {
        const counted = await attempted(session, `select count(*) from only ${qualified(table)}`);
        if (counted === undefined)
            unplanned.push(table);
        const count = counted === undefined ? await copiedRows(session, table) : Number(counted);
        rows[tableName(table)] = count;
        heard(count);
    }
    return { rows, unplanned };
}
async function withExpressions(session) {
    const found = await session.rows(`
    select distinct indrelid::bigint as oid from pg_catalog.pg_index where indexprs is not null or indpred is not null`);
    return new Set(found.map(({ oid }) => oid));
}
/** The one value of a query; undefined where the server cannot make sense of it, which leaves the transaction as it was. */
async function attempted(session, query) {
    const [value = '', state] = await session.lines(`savepoint counting;
\\set ON_ERROR_STOP 0
${query};
\\if :ERROR
\\echo
\\echo :LAST_ERROR_SQLSTATE
\\endif
\\set ON_ERROR_STOP 1
rollback to counting;
release counting;`);
    if (state === undefined)
        return value;
    // Classes of SQLSTATE: 42 is a name or a rule, and 42501 a right that is missing. Of anything else the server's words count.
    if (state.startsWith('42') && state !== '42501')
        return undefined;
    await session.lines(`${query};`);
    throw new problem/* Problem */.AF('source-failed', `the server first refused to count rows (${state}), then allowed it: ${query}`, {
        hint: 'Run it again.',
    });
}
/** Counts as pg_dump reads: copying is not planned, and takes no index. */
async function copiedRows(session, table) {
    const [column] = await session.rows(`
    select attname as name from pg_catalog.pg_attribute where attrelid = ${table.oid} and attnum > 0 and not attisdropped
      and attgenerated = '' order by attlen < 0, attlen limit 1`);
    return await session.count(`copy ${qualified(table)} ${column === undefined ? '' : `(${identifier(column.name)})`} to stdout;`);
}
/** Some at a time, so that a query and what it answers have a bound. */
function batchesOf(tables) {
    const count = Math.ceil(tables.length / batch);
    return Array.from({ length: count }, (_, index) => tables.slice(index * batch, (index + 1) * batch));
}
/** "public.orders", `public."Order"`: quoted where SQL wants it so. */
function tableName({ schema, name }) {
    const quote = (part) => (/^[a-z_][a-z0-9_$]*$/.test(part) ? part : identifier(part));
    return `${quote(schema)}.${quote(name)}`;
}
/** The kinds of what `--only` can name. */
const relationKinds = ['table', 'partitioned table', 'foreign table', 'view', 'materialized view', 'sequence'];
/** What the connected database has, by kind. */
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
function common(scope) {
    const limit = (column, ids) => ids === undefined ? '' : `and ${column} = any('{${ids.join(',')}}'::oid[])`;
    return `with namespaces as (
    select n.oid, nspname as nsp from pg_catalog.pg_namespace n
    where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
  ), schemas as (
    select * from namespaces n where not ${ofExtension('pg_namespace', 'n.oid')} ${limit('n.oid', scope.schemas)}
  ), relations as (
    select c.oid, c.relkind, c.relpersistence, c.reltoastrelid <> 0 as toasted, n.nsp, c.relname as rel, pg_catalog.format('%I.%I', n.nsp, c.relname) as name
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
       union all select 'publication', pubname::text from pg_catalog.pg_publication
       -- Of those, pg_dump shows and takes a superuser's only; of others it warns.
       union all select 'subscription', subname::text from pg_catalog.pg_subscription s
         join pg_catalog.pg_database d on d.oid = s.subdbid and d.datname = pg_catalog.current_database()
         where (select rolsuper from pg_catalog.pg_roles where rolname = current_user)`
        : '';
    return `${common(scope)}
    select case relkind when 'r' then 'table' when 'p' then 'partitioned table' when 'v' then 'view'
      when 'm' then 'materialized view' when 'S' then 'sequence' else 'foreign table' end as kind, name from relations
    union all select 'schema', pg_catalog.quote_ident(nsp) from schemas
    union all select 'routine', name from routines
    union all select 'type', name from types
    union all select 'index', pg_catalog.format('%I on %s', i.relname, r.name) from pg_catalog.pg_index x
      join relations r on r.oid = x.indrelid join pg_catalog.pg_class i on i.oid = x.indexrelid
      -- What is left of a failed "create index concurrently" is in no dump.
      where (x.indisvalid or r.relkind = 'p') and x.indisready
    union all select 'constraint', pg_catalog.format('%I on %s', k.conname, r.name) from pg_catalog.pg_constraint k
      join relations r on r.oid = k.conrelid where k.contype in ('c','f','p','u','x')
      -- Of or to a partitioned table, a foreign key has one more for each partition, which the server names as it likes.
      and (k.contype <> 'f' or k.conparentid = 0 and not ${isDangling(scope)})
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

;// CONCATENATED MODULE: ./engine/postgres/archive/reading.js


/*
 * An exit code of 0 is no proof that an archive was read. What pg_restore makes of one is SQL: it has the rows of each table
 * between two lines, and ends with a mark. Only the lines that matter are looked at, with their numbers, which grep gives at
 * the speed of the disk: the rows themselves never leave the place where the program runs.
 */
const marks = [
    '^-- Data for Name: ',
    ' FROM stdin;$',
    '^\\\\\\.$',
    '^SELECT pg_catalog\\.lo_open(',
    '^-- PostgreSQL database dump complete$',
];
/** A shell's function: what pg_restore with these arguments writes, as numbered lines; its exit code is that of pg_restore. */
const readingInShell = `reading() {
  exec 3>&1
  code=$({ { status=0; pg_restore --file=- "$@" || status=$?; echo "$status" >&4; } |
    { LC_ALL=C grep -n ${marks.map((mark) => `-e '${mark}'`).join(' ')} || test $? -eq 1; } >&3; } 4>&1 3>&3)
  return "$code"
}
`;
const longest = 4096;
/** Listens to numbered lines. A row that looks like a mark stands between the marks of its table, and is passed over there. */
function reader() {
    const rows = [];
    let largeObjects = 0;
    let isComplete = false;
    let state = 'outside';
    let rest = '';
    const take = (numbered) => {
        const [, number = '', line = ''] = /^(\d+):(.*)$/s.exec(numbered) ?? [];
        if (typeof state === 'object') {
            if (line !== '\\.')
                return;
            rows.push(Number(number) - state.from - 1);
            state = 'outside';
        }
        else if (/^-- Data for Name: .*; Type: TABLE DATA; /.test(line))
            state = 'announced';
        else if (state === 'announced' && line.endsWith(' FROM stdin;'))
            state = { from: Number(number) };
        else if (line.startsWith('SELECT pg_catalog.lo_open('))
            largeObjects++;
        else if (line === '-- PostgreSQL database dump complete')
            isComplete = true;
    };
    return {
        push: (chunk) => {
            const lines = (rest + Buffer.from(chunk).toString('latin1')).split('\n');
            rest = lines.pop() ?? '';
            // A row may be long: where it begins and ends is enough.
            if (rest.length > 2 * longest)
                rest = rest.slice(0, longest) + rest.slice(-longest);
            lines.forEach(take);
        },
        reading: () => ({ rows, largeObjects, isComplete: isComplete && state === 'outside' }),
    };
}
/**
 * Why a reading is not one of the whole archive: `tool-failed` where pg_restore left out what is in it, `object-damaged` where
 * the rows are not those that were counted when it was made. `entries`: the archive's own. Pure.
 */
function unlike({ rows, largeObjects, isComplete }, entries, facts, where) {
    const tables = entries.filter(({ kind, hasData }) => kind === 'TABLE DATA' && hasData);
    const said = !isComplete
        ? 'did not confirm that it had read everything'
        : rows.length !== tables.length
            ? `gave the rows of ${rows.length} tables, but the archive has those of ${tables.length}`
            : undefined;
    if (said !== undefined)
        return new problem/* Problem */.AF('tool-failed', `pg_restore in ${where} ended without an error, but ${said}`, {
            hint: problem/* remedy */.zL.program,
        });
    const counted = tables.map((entry, index) => [tableName(entry), rows[index] ?? 0]);
    // The archive's names are in the database's encoding, and the configuration of an extension was not counted.
    const known = [...counted, ['large objects', largeObjects]].flatMap(([name, found]) => {
        const wanted = Object.hasOwn(facts.rows, name) ? facts.rows[name] : undefined;
        return wanted === undefined ? [] : [{ name, found, wanted }];
    });
    const wrong = known.filter(({ found, wanted }) => found !== wanted);
    const [first] = wrong;
    if (first === undefined)
        return undefined;
    const more = wrong.length > 1 ? `, and ${wrong.length - 1} more differ` : '';
    const message = `${first.name} has ${first.found} rows in the dump, as pg_restore in ${where} reads it, but ${first.wanted} were counted when it was made${more}`;
    return new problem/* Problem */.AF('object-damaged', message, {
        hint: 'Either the dump or the program is wrong: `backproof verify --level restore` compares the rows on a server.',
    });
}

;// CONCATENATED MODULE: ./engine/postgres/client.js


/** @throws Problem `tool-missing`; `tool-version` for an answer that is not one of PostgreSQL's. */
async function clientVersion(program, runtime, signal) {
    const said = await (0,runtime_runtime/* text */.Qq)(runtime, { program, args: ['--version'] }, signal);
    const version = parseVersion(said);
    if (version === undefined)
        throw new problem/* Problem */.AF('tool-version', `${program} in ${runtime.where} prints no version: ${said.trim()}`, {
            hint: "Put PostgreSQL's own programs there, or set tools: { image: postgres:17 } in the policy.",
        });
    return version;
}
/** Parses the output of a program's `--version`. */
function parseVersion(said) {
    const [, version = '', major, minor = '0'] = /\(PostgreSQL\) ((\d+)(?:\.(\d+))?)/.exec(said) ?? [];
    return major === undefined ? undefined : { text: version, major: Number(major), minor: Number(minor) };
}
/** Equal majors are the rule: an older client cannot read the server, a newer one writes what the server cannot read back. */
function mustMatch(program, client, serverMajor, runtime) {
    if (client.major === serverMajor)
        return;
    const message = `the server is PostgreSQL ${serverMajor}, but ${program} in ${runtime.where} is ${client.text}`;
    throw new problem/* Problem */.AF('tool-version', message, {
        hint: `Set tools: { image: postgres:${serverMajor} }, or install that version.`,
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
        await (0,runtime_runtime/* text */.Qq)(runtime, { program: 'pg_dump', args, env }, signal);
        return true;
    }
    catch (error) {
        if (!(0,problem/* isProblem */.AN)(error, 'tool-failed'))
            throw error;
        return !refusesZstd((0,runtime_runtime/* failureOf */.g5)(error)?.stderr ?? '');
    }
}
/** Whether this output of pg_dump, run with zstd but without a server, refuses zstd. */
function refusesZstd(said) {
    return /compression|zstd/i.test(said);
}
/** A connection string of only the database, for programs that must be told it in an argument. */
function databaseArgument(database) {
    return `dbname='${database.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

;// CONCATENATED MODULE: ./engine/postgres/restore/create.js
var create_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var create_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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



/** The database of a server that always is there. */
const maintenance = 'postgres';
/**
 * Makes the target's database as the dumped one was, unless it is there; a finding says so. `before` may refuse: it is asked
 * on the server, while nothing is made.
 */
async function createDatabase(connection, server, before, runtime, signal) {
    const settings = server?.settings ?? {};
    const encoding = settings['encoding'] === undefined ? '' : `encoding ${literal(settings['encoding'])}`;
    const statement = `create database ${identifier(connection.database)} template template0 ${encoding}`;
    const made = (message) => [{ level: 'note', blame: 'env', message }];
    const opened = () => openSession({ ...connection, database: maintenance }, runtime, signal);
    try {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const session = create_addDisposableResource(env_1, await opened(), true);
            if (await hasDatabase(session, connection))
                return [];
            await before(session);
            await session.lines(`${statement} ${locale(settings)};`);
            return made(`created the database ${connection.database}`);
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            const result_1 = create_disposeResources(env_1);
            if (result_1)
                await result_1;
        }
    }
    catch (error) {
        const env_2 = { stack: [], error: void 0, hasError: false };
        try {
            // Locales are files of the server's machine, and another has others.
            if (!(0,problem/* isProblem */.AN)(error, 'tool-failed') || !/locale|collat/i.test((0,runtime_runtime/* failureOf */.g5)(error)?.stderr ?? ''))
                throw error;
            const session = create_addDisposableResource(env_2, await opened(), true);
            await session.lines(`${statement};`);
            return made(`created the database ${connection.database} with the server's own locale: it lacks ${settings['collate']}`);
        }
        catch (e_2) {
            env_2.error = e_2;
            env_2.hasError = true;
        }
        finally {
            const result_2 = create_disposeResources(env_2);
            if (result_2)
                await result_2;
        }
    }
}
/** Whether the server has the database of this connection. */
async function hasDatabase(session, { database }) {
    const known = await session.rows(`select from pg_catalog.pg_database where datname = ${literal(database)}`);
    return known.length > 0;
}
function locale(settings) {
    const { provider = 'c', collate, ctype, locale: name } = settings;
    const of = [
        ...(provider === 'i' ? ['locale_provider icu'] : provider === 'b' ? ['locale_provider builtin'] : []),
        ...(name === undefined || provider === 'c'
            ? []
            : [`${provider === 'i' ? 'icu' : 'builtin'}_locale ${literal(name)}`]),
        ...(collate === undefined ? [] : [`lc_collate ${literal(collate)}`]),
        ...(ctype === undefined ? [] : [`lc_ctype ${literal(ctype)}`]),
    ];
    return of.join(' ');
}

;// CONCATENATED MODULE: ./engine/postgres/restore/refusal.js
/** pg_restore's errors in a text of stderr, one per failed statement. */
function refusals(stderr) {
    return messagesIn(stderr).flatMap((message) => {
        const [first = '', ...more] = message;
        const [, text = ''] = /(?:pg_restore: (?:\[\w+\] )?error: |^psql:.*?: )(.*)/.exec(first) ?? [];
        const said = text.replace(/^could not execute query: |^COPY failed for table ".*?": /, '');
        const words = said.replace(/^ERROR: +/, '').trim();
        if (words === '')
            return [];
        const [, table] = /^COPY failed for table (".*?"):/.exec(text) ?? [];
        const at = more.findIndex((line) => line.startsWith('Command was: '));
        const command = at < 0 ? '' : more.slice(at).join('\n').replace('Command was: ', '');
        const thing = table === undefined ? thingOf(command) : { kind: 'rows of table', name: table.slice(1, -1) };
        const besides = more.slice(0, at < 0 ? undefined : at).join('\n');
        const [, sql, procedural] = /^CONTEXT: +(?:SQL function "(.*?)" |\S+ function (.*\)) (?:line \d|during |while ))/m.exec(besides) ?? [];
        const [, lacking] = / is not present in table "(.*)"\.$/m.exec(besides) ?? [];
        return [
            {
                ...{ said: words, thing, byServer: said !== text },
                ...(sql === undefined && procedural === undefined ? {} : { inFunction: sql ?? procedural ?? '' }),
                ...(lacking === undefined ? {} : { lacking }),
            },
        ];
    });
}
/** A message and the lines that belong to it: what the server says besides, and the statement. */
function messagesIn(stderr) {
    const messages = [];
    for (const line of stderr.split('\n')) {
        const last = messages.at(-1);
        if (last === undefined || /^(?:pg_restore|psql|tar|sh):/.test(line))
            messages.push([line]);
        else
            last.push(line);
    }
    return messages;
}
const refusal_name = String.raw `((?:"(?:[^"]|"")*"|[^\s"(.;]+)(?:\.(?:"(?:[^"]|"")*"|[^\s"(.;]+))*)`;
const added = new RegExp(String.raw `^ALTER TABLE (?:ONLY )?${refusal_name}\s+ADD CONSTRAINT ${refusal_name}`);
const made = new RegExp(`^(?:CREATE|REFRESH|ALTER) (?:OR REPLACE )?(?:UNIQUE |UNLOGGED |CONSTRAINT )?((?:[A-Z]+ )+?)(?:IF (?:NOT )?EXISTS |ONLY )*${refusal_name}`);
/** What a statement of pg_dump makes or changes. */
function thingOf(command) {
    const [, table, constraint] = added.exec(command) ?? [];
    if (constraint !== undefined)
        return { kind: 'constraint', name: `${constraint} on ${table}` };
    const [, kind, object] = made.exec(command) ?? [];
    return kind === undefined || object === undefined ? undefined : { kind: kind.trim().toLowerCase(), name: object };
}
/** The last part of the thing's own name, without its schema. */
function aboutOf(thing) {
    const [own = ''] = thing?.name.split(' on ') ?? [];
    const last = /("(?:[^"]|"")*"|[^".]+)$/.exec(own)?.[1]?.replaceAll('"', '');
    return last === undefined || last === '' ? {} : { about: [last] };
}

;// CONCATENATED MODULE: ./engine/postgres/restore/restore-error.js





// Said where a target has already what every database has, or where an older server lacks a setting of a newer client.
const harmless = [
    /schema "public" already exists/,
    /unrecognized configuration parameter "(transaction_timeout|idle_session_timeout)"/,
    /must be owner of extension/,
    /extension ".*" already exists/,
];
const lacksFile = /could not open (?:dictionary|affix|stop-word|thesaurus|synonym) file|could not load library/;
const environment = [
    {
        said: /extension "(.*)" (?:is not available|does not exist)|could not open extension control file|could not access file|extension ".*" has no installation script/,
        hint: 'Use an image that has the extension: verify: { image: ... }.',
        inTarget: "Install the extension on the target's server first.",
    },
    {
        said: lacksFile,
        hint: 'Use an image that has the file: verify: { image: ... }.',
        inTarget: "First put the file where the target's server looks for it.",
    },
    {
        said: /DROP SUBSCRIPTION cannot run inside a transaction block/,
        hint: 'Restore into a new database.',
        inTarget: 'Drop the subscriptions of the target first: alter subscription ... disable; alter subscription ... set (slot_name = none); drop subscription ...',
    },
    {
        said: /out of shared memory/,
        hint: 'Use an image whose configuration has a larger max_locks_per_transaction.',
        inTarget: "Raise max_locks_per_transaction of the target's server first: all tables are restored in one transaction.",
    },
    {
        said: /role ".*" does not exist/,
        hint: 'Dump the roles too: globals: without-passwords.',
        inTarget: 'Add --globals apply, which creates the roles that the target lacks, or create the role first.',
    },
    {
        said: /must be loaded via shared_preload_libraries|unrecognized configuration parameter/,
        hint: 'Use an image that is configured like the source.',
        inTarget: 'Restore into a server that is configured like the source and is not older.',
    },
    {
        said: /could not connect to server "/,
        hint: 'The throw-away server has no network, but a materialized view reads another server.',
        inTarget: 'A materialized view reads another server: make that server reachable first.',
    },
    {
        said: /could not extend file|No space left on device|out of memory|server closed the connection unexpectedly/,
        hint: 'Give the throw-away server more disk and memory: it ended, or one of them was full.',
        inTarget: "Check the log of the target's server: it ended, or its disk or memory was full.",
    },
    {
        said: /collation ".*" for encoding|encoding ".*" does not match locale|could not create locale/,
        hint: 'Use an image that has the locale.',
        inTarget: "Install the locale on the target's server first.",
    },
    {
        said: /permission denied to|must be superuser|permission denied for|must be owner of/,
        hint: 'Restore as a superuser, or as the owner of the database.',
        inTarget: 'Restore as a superuser, or as the owner of the database.',
    },
];
/** A program's warnings after a restore that went well. */
function restoreFindings(stderr) {
    const warnings = stderr
        .split('\n')
        .filter((line) => /warning: /.test(line) && !/errors ignored on restore/.test(line));
    return warnings.slice(0, 20).map((message) => ({ level: 'note', blame: 'env', message }));
}
// Nothing is wrong with the archive: another pg_restore reads it.
const otherProgram = /unsupported version .* in file header|this build does not support compression/;
/** The Problem of a pg_restore that cannot read this archive although it is whole; undefined where that is not why it failed. */
function unfitProgram(error) {
    const [said] = otherProgram.exec((0,runtime_runtime/* failureOf */.g5)(error)?.stderr ?? '') ?? [];
    if (said === undefined)
        return undefined;
    const older = said.startsWith('unsupported');
    const message = older
        ? 'pg_restore is older than the pg_dump that made the backup'
        : 'pg_restore was built without the compression of the backup';
    return new problem/* Problem */.AF('tool-version', message, {
        hint: 'Use programs of the major version that made it or newer, as in the image postgres:<major>.',
        cause: error,
    });
}
/**
 * What to make of a failed restore. In a sandbox, or where it is to go on, what the server refused are findings, and the rest
 * of the restore counts: the environment's (an extension that the image lacks, a role), or the source's, which has what
 * cannot be loaded. The archive is whole in both cases. Everything else throws: `sandbox-failed` where nothing was said against
 * the backup. `selected`: it is one of some tables and schemas. `order`: the tables whose
 * rows the archive has, in its order, where the error `wantsOrder`.
 */
function explainRestore(error, connection, options, selected = false, order = []) {
    const failure = (0,runtime_runtime/* failureOf */.g5)(error);
    if (failure === undefined || !(0,problem/* isProblem */.AN)(error, 'tool-failed'))
        throw error;
    const unfit = unfitProgram(error);
    if (unfit !== undefined)
        throw unfit;
    const sandboxed = options.sandboxed === true;
    const rest = sandboxed
        ? ' restore --keep-going restores the rest of this one.'
        : options.keepGoing === true
            ? ''
            : ' --keep-going restores the rest.';
    const dragged = wouldGoToo(failure.stderr);
    if (options.overwrite && dragged.length > 0) {
        const named = (0,words/* namesSome */.Tc)(dragged, 20);
        const message = `replacing it in ${placeOf(connection)} would also drop what was not named: ${named}; nothing was restored`;
        throw new problem/* Problem */.AF('target-refused', message, {
            hint: 'Name these with --only too, drop them yourself first, or restore into a new database.',
            cause: error,
        });
    }
    // A default goes by the name of its column, before its table goes.
    const [, column, table] = options.overwrite
        ? (/column "(.*)" of relation "(.*)" does not exist\n.*Command was: ALTER TABLE .* DROP DEFAULT/.exec(failure.stderr) ?? [])
        : [];
    if (table !== undefined) {
        const message = `the table ${table} in ${placeOf(connection)} differs from the table in the backup: it has no column ${column}; nothing was restored`;
        throw new problem/* Problem */.AF('target-refused', message, {
            hint: 'Drop that table yourself first, or restore into a new database.',
            cause: error,
        });
    }
    const all = refusals(failure.stderr);
    const errors = all.filter(({ said }) => !harmless.some((pattern) => pattern.test(said)));
    const lacksSomething = errors.some(({ said }) => lacksFile.test(said) || /extension ".*" is not available/.test(said));
    const findings = errors.map((error) => environmentFinding(error, sandboxed) ?? (lacksSomething ? consequence(error) : undefined));
    // Only where the program came to its end, past what the server refused.
    const ignored = /errors ignored on restore: (\d+)/.exec(failure.stderr)?.[1];
    if ((sandboxed || options.keepGoing === true) && ignored !== undefined) {
        const said = findings.map((finding, index) => finding ?? sourceFinding(errors[index], rest, order));
        return [...said, ...unseen(Number(ignored) - all.length, said)];
    }
    const kept = sandboxed || options.keepGoing === true ? '' : '; nothing was restored';
    const worst = errors.find(({ byServer }, index) => !byServer && !findings[index]) ??
        errors[findings.indexOf(undefined)] ??
        errors[0];
    const lacks = selected && worst !== undefined && / does not exist( for|$)/.test(worst.said);
    const advice = worst?.byServer === true && findings.includes(undefined) ? sourceFinding(worst, rest, order).hint : undefined;
    const hint = findings.find((finding) => finding?.hint !== undefined)?.hint ?? (lacks ? wider : advice);
    // Stopped by something else (memory, docker), or by what is missing here: neither is a word against the archive.
    const excused = sandboxed && ignored === undefined && errors.every(({ byServer }, index) => byServer || findings[index]);
    const at = worst?.thing === undefined ? '' : ` at ${worst.thing.kind} ${worst.thing.name}`;
    const within = worst === undefined ? '' : withinOf(worst);
    throw new problem/* Problem */.AF(excused ? 'sandbox-failed' : 'restore-failed', `the restore into ${placeOf(connection)} failed${at}: ${worst?.said ?? error.message}${within}${kept}`, { cause: error, hint });
}
/** Of the server's refusal to drop what something else depends on: that. */
function wouldGoToo(stderr) {
    const [, detail = ''] = /cannot drop .* because other objects depend on (?:it|them)\n(?:pg_restore: )?DETAIL: +([\s\S]*?)\n(?:HINT|Command was|pg_restore: hint)/.exec(stderr) ?? [];
    return detail.split('\n').flatMap((line) => /^(.*) depends on .*$/.exec(line.trim())?.[1] ?? []);
}
const wider = 'The backup has only some tables and schemas, and this one needs something they leave out: create that in the target first, or restore less with --only; and include it in tables or schemas of the policy.';
/** What fails because something is not there: an extension's types, functions and operators, a dictionary. */
function consequence({ said, thing }) {
    if (!/ does not exist( for|$)/.test(said))
        return undefined;
    return { level: 'failure', blame: 'env', message: said, ...aboutOf(thing) };
}
function environmentFinding({ said, thing }, sandboxed) {
    const match = environment.find(({ said: pattern }) => pattern.test(said));
    if (match === undefined)
        return undefined;
    return {
        level: 'failure',
        blame: 'env',
        message: said,
        hint: sandboxed ? match.hint : match.inTarget,
        ...aboutOf(thing),
    };
}
const searchesNothing = /^(?:function|operator|relation|type|schema|text search \w+|collation) .*does not exist|^no schema has been selected/;
const unqualified = (inFunction) => `A restore does not search any schema: in the source, name the schemas explicitly (alter function ${inFunction ?? 'NAME(...)'} set search_path = ..., or write schema.name in its body)`;
// What a database may hold and yet not take when it is made anew: every backup of it is alike, and whole.
const inSource = [
    [searchesNothing, unqualified(undefined)],
    [
        /violates foreign key constraint/,
        'The source has rows that refer to missing rows: delete or fix them there, or recreate the constraint as not valid',
    ],
    [
        /violates check constraint|could not create unique index|violates unique constraint|violates not-null|contains null values/,
        'The source has rows that its own constraint forbids: fix them there, and reindex',
    ],
];
/** Only of rows: those of a table that the archive makes come before its keys. */
const early = ({ said, thing, lacking }) => thing?.kind === 'rows of table' && lacking !== undefined && /violates foreign key constraint/.test(said);
/** True if what went wrong is told only by the order in which the archive has its tables' rows. */
function wantsOrder(error) {
    return refusals((0,runtime_runtime/* failureOf */.g5)(error)?.stderr ?? '').some(early);
}
/**
 * What to do about keys that were there before the rows, as those of an extension are. pg_dump puts the rows that others refer to
 * first, unless the keys are circular: then no order would do.
 */
function earlyHint(refusal, order) {
    if (!early(refusal))
        return undefined;
    const { thing, lacking = '' } = refusal;
    const at = order.indexOf(thing?.name ?? '');
    if (order.lastIndexOf(lacking) > at)
        return `The rows and the backup are intact: the foreign keys of ${thing?.name} and ${lacking} are circular and exist before the rows, so no order works. Restore as a superuser with triggers off: add ?options=-c%20session_replication_role%3Dreplica to the URL of --into (after other parameters, &options=...).`;
    if (order.includes(lacking))
        return `The rows of ${lacking} that these refer to are missing: they could not be restored either, or the extension that owns both tables leaves them out of every dump.`;
    return `The rows of ${lacking} come with an extension, not with the backup: install the version of it that the source has.`;
}
const withinOf = ({ inFunction }) => (inFunction === undefined ? '' : ` in function ${inFunction}`);
/** `rest`: how the rest of the backup is restored, where it was not. */
function sourceFinding(error, rest, order) {
    const { said, thing } = error ?? { said: 'a statement', thing: undefined };
    const message = `the source has something that pg_restore cannot load: ${thing === undefined ? '' : `${thing.kind} ${thing.name}: `}${said}${error === undefined ? '' : withinOf(error)}`;
    const hint = error && earlyHint(error, order);
    if (hint !== undefined)
        return { level: 'failure', blame: 'source', message, hint: `${hint}${rest}`, ...aboutOf(thing) };
    const what = error?.inFunction !== undefined && searchesNothing.test(said)
        ? unqualified(error.inFunction)
        : (inSource.find(([words]) => words.test(said))?.[1] ??
            'Change this in the source until an empty database accepts it');
    return {
        level: 'failure',
        blame: 'source',
        message,
        hint: `${what}; later backups will then restore without help.${rest}`,
        ...aboutOf(thing),
    };
}
/** If there are very many errors, only the last are kept. */
function unseen(count, seen) {
    if (count <= 0)
        return [];
    const blame = seen.every((finding) => finding.blame === 'env') && seen.length > 0 ? 'env' : 'source';
    return [{ level: 'failure', blame, message: `${count} more errors before these`, about: ['*'] }];
}

// EXTERNAL MODULE: external "node:stream/consumers"
var consumers_ = __webpack_require__(38321);
;// CONCATENATED MODULE: ./engine/postgres/restore/drop.js







/*
 * With --clean, pg_restore drops whatever it is about to make, in one transaction with that. What an archive says of how to
 * drop a thing is the only word in that: without it, the thing is not dropped.
 */
/**
 * For an archive that is restored whole: constraints of partitions, which the server drops together with the parent's.
 */
function droppedByThemselves(entries) {
    const byId = new Map(entries.map((entry) => [entry.id, entry]));
    const attached = entries.flatMap(({ kind, schema, name, dependsOn }) => {
        if (kind !== 'INDEX ATTACH')
            return [];
        const others = dependsOn.flatMap((id) => byId.get(id) ?? []);
        const constraints = others.filter((other) => other.kind === 'CONSTRAINT' && other.schema === schema);
        return constraints.filter((other) => other.name.endsWith(` ${name}`)).map(({ id }) => id);
    });
    const theirs = new Set(attached);
    return new Set(entries.map(({ id }) => id).filter((id) => !theirs.has(id)));
}
/**
 * For a restore of some tables: those tables, and nothing else. Their indexes, constraints and sequences go with them.
 */
function droppedOfNamed(named) {
    const ids = new Set([...named].map(({ id }) => id));
    const ofTable = ({ dependsOn }) => dependsOn.some((id) => ids.has(id));
    const first = [...named].filter((entry) => {
        if (entry.kind === 'SEQUENCE')
            return !ofTable(entry);
        // If two tables refer to each other, neither can be dropped before the other.
        return relations.includes(entry.kind) || entry.kind === 'FK CONSTRAINT';
    });
    return new Set(first.map(({ id }) => id));
}
/** The same part of a dump, by which only these entries are dropped. */
function dropping(part, body, ids) {
    const out = new external_node_stream_.PassThrough({ highWaterMark: 1024 * 1024 });
    // The error of the body becomes that of what is given.
    const done = part === 'dump.pgc' ? (0,promises_.pipeline)(body, rewriting(ids), out) : (0,promises_.pipeline)(body, inTar(ids), out);
    done.catch(() => undefined);
    return out;
}
function rewriting(ids) {
    const found = [];
    const archive = archiveReader({ pass: (bytes) => found.push(bytes), isDropped: (id) => ids.has(id) });
    return new external_node_stream_.Transform({
        highWaterMark: 1024 * 1024,
        transform(chunk, _encoding, callback) {
            try {
                archive.push(chunk);
                callback(null, Buffer.concat(found.splice(0)));
            }
            catch (error) {
                callback(error);
            }
        },
    });
}
/** The table of contents becomes shorter, and so a tar of its own has to be made. */
function inTar(ids) {
    return async function* (body) {
        const [from, to] = [(0,tar_stream.extract)(), (0,tar_stream.pack)()];
        const copied = (async () => {
            for await (const entry of from) {
                const { name, type, size = 0 } = entry.header;
                if (tocName.test(name)) {
                    const toc = await (0,consumers_.buffer)(external_node_stream_.Readable.from(entry).pipe(rewriting(ids)));
                    to.entry({ name, type: 'file' }, toc);
                    continue;
                }
                const member = to.entry({ name, type: type ?? 'file', size });
                await (0,promises_.pipeline)(entry, member);
            }
            to.finalize();
        })();
        const fed = (0,promises_.pipeline)(body, from);
        for (const part of [copied, fed])
            part.catch((error) => to.destroy(error));
        yield* to;
        await Promise.all([copied, fed]);
    };
}

;// CONCATENATED MODULE: ./engine/postgres/restore/there.js

// By what an archive calls its kinds: in which catalog such a thing is, and its name and schema there.
const signature = `p.proname || '(' || case when p.prokind = 'a' and p.pronargs = 0 then '*' else coalesce((
  select string_agg(pg_catalog.format_type(t.oid, null), ', ' order by t.at)
  from unnest(p.proargtypes) with ordinality t (oid, at)), '') end || ')'`;
const there_kinds = [
    { of: ['SCHEMA'], from: 'pg_namespace', name: 'nspname' },
    { of: ['EXTENSION'], from: 'pg_extension', name: 'extname' },
    {
        of: ['TABLE', 'FOREIGN TABLE', 'VIEW', 'MATERIALIZED VIEW', 'SEQUENCE'],
        from: 'pg_class',
        name: 'relname',
        schema: 'relnamespace',
    },
    { of: ['TYPE', 'DOMAIN', 'SHELL TYPE'], from: 'pg_type', name: 'typname', schema: 'typnamespace' },
    { of: ['FUNCTION', 'PROCEDURE', 'AGGREGATE'], from: 'pg_proc', name: signature, schema: 'pronamespace' },
    { of: ['COLLATION'], from: 'pg_collation', name: 'collname', schema: 'collnamespace' },
    { of: ['OPERATOR'], from: 'pg_operator', name: 'oprname', schema: 'oprnamespace' },
    { of: ['OPERATOR CLASS'], from: 'pg_opclass', name: 'opcname', schema: 'opcnamespace' },
    { of: ['OPERATOR FAMILY'], from: 'pg_opfamily', name: 'opfname', schema: 'opfnamespace' },
    { of: ['TEXT SEARCH CONFIGURATION'], from: 'pg_ts_config', name: 'cfgname', schema: 'cfgnamespace' },
    { of: ['TEXT SEARCH DICTIONARY'], from: 'pg_ts_dict', name: 'dictname', schema: 'dictnamespace' },
    { of: ['FOREIGN DATA WRAPPER'], from: 'pg_foreign_data_wrapper', name: 'fdwname' },
    { of: ['SERVER'], from: 'pg_foreign_server', name: 'srvname' },
    { of: ['ACCESS METHOD'], from: 'pg_am', name: 'amname' },
    { of: ['PROCEDURAL LANGUAGE'], from: 'pg_language', name: 'lanname' },
    { of: ['PUBLICATION'], from: 'pg_publication', name: 'pubname' },
];
/** Those of an archive's entries whose like a database has, by kind, schema and name. Of kinds that are rare, none. */
async function thereOf(session, entries) {
    const there = new Set();
    for (const { of, from, name, schema } of there_kinds) {
        const asked = entries.filter(({ kind }) => of.includes(kind));
        if (asked.length === 0)
            continue;
        const wanted = asked.map(({ id, schema, name }) => ({ id, schema, name }));
        const place = schema === undefined ? '' : `join pg_catalog.pg_namespace n on n.oid = p.${schema} and n.nspname = q.schema`;
        const found = await session.rows(`
      select distinct q.id from pg_catalog.json_to_recordset(${literal(JSON.stringify(wanted))}::json)
        as q (id int, schema text, name text)
      cross join lateral (select p.oid from pg_catalog.${from} p ${place} where ${name} = q.name limit 1) found`);
        const ids = new Set(found.map(({ id }) => id));
        for (const entry of asked)
            if (ids.has(entry.id))
                there.add(entry);
    }
    return there;
}

;// CONCATENATED MODULE: ./engine/postgres/restore/take.js







/** Looks into an archive and into the target, before anything is changed. Without a session, of a target that is empty. */
async function taken(dump, part, session, { only, overwrite }) {
    const isSelection = dump.facts.server?.settings['selected'] === 'true';
    const hasEventTriggers = (dump.facts.objects['event trigger'] ?? []).length > 0;
    if (only.length === 0 && !isSelection && !overwrite && !hasEventTriggers)
        return { ids: undefined, dropped: undefined, locks: locksOf(dump.facts), findings: [] };
    const entries = await entriesOf(dump, part);
    const possible = isSelection ? possibleOf(entries, dump.facts) : undefined;
    if (only.length === 0) {
        const all = entries.filter(({ id }) => possible?.has(id) ?? true);
        const ids = all.length === entries.length && !hasEventTriggers ? undefined : eventTriggersLast(all);
        const dropped = overwrite ? droppedByThemselves(entries) : undefined;
        return { ids, dropped, locks: locksOf(dump.facts), findings: [] };
    }
    const choice = choose(entries, only);
    const others = [...choice.needed, ...[...choice.tied.values()].flat()];
    const there = session === undefined ? new Set() : await thereOf(session, [...new Set(others)]);
    const { ids: settled, made, leftOut } = settle(entries, choice, there);
    const ids = possible === undefined ? settled : settled.filter((id) => possible.has(id));
    const chosen = new Set(ids);
    return {
        ids,
        locks: locksOfSome(entries.filter(({ id }) => chosen.has(id)), dump.facts),
        dropped: overwrite ? droppedOfNamed(choice.named) : undefined,
        findings: [...madeToo(made), ...untied(leftOut)],
    };
}
/** The facts of what these patterns name: the rows of their tables, and the names of their relations. */
async function chosenFacts(dump, part, only) {
    const { named } = choose(await entriesOf(dump, part), only);
    const names = new Set([...named].filter(({ kind }) => relations.includes(kind)).map(tableName));
    const rows = Object.entries(dump.facts.rows).filter(([name]) => names.has(name));
    const kinds = ['table', 'partitioned table', 'view', 'materialized view', 'sequence'];
    const objects = kinds.map((kind) => [kind, (dump.facts.objects[kind] ?? []).filter((name) => names.has(name))]);
    return { ...dump.facts, rows: Object.fromEntries(rows), objects: Object.fromEntries(objects) };
}
/**
 * In an archive they stand before the refreshes of materialized views, and would be called for those: one that forbids
 * changes would end the restore, one that logs them would add rows that are in no backup.
 */
function eventTriggersLast(entries) {
    const isOne = ({ kind, name }) => kind === 'EVENT TRIGGER' || (remarks.includes(kind) && name.startsWith('EVENT TRIGGER '));
    return [...entries.filter((entry) => !isOne(entry)), ...entries.filter(isOne)].map(({ id }) => id);
}
const possibleOf = (entries, facts) => new Set(idsThatCanBe(entries, parseSurrounding(facts).dangling));
function madeToo(made) {
    if (made.length === 0)
        return [];
    const message = `created although not named, because what is named needs it and the target lacked it: ${(0,words/* namesSome */.Tc)(made.map(nameOf), 10)}`;
    return [{ level: 'note', blame: 'env', message }];
}
function untied(leftOut) {
    const say = (what, found) => found.length === 0
        ? []
        : [
            {
                level: 'note',
                blame: 'env',
                message: `${what}: ${(0,words/* namesSome */.Tc)(found.map(({ name }) => name), 10)}`,
            },
        ];
    const of = (kind) => leftOut.filter((entry) => entry.kind === kind);
    return [
        ...say('foreign keys were left out, because the target lacks the tables they refer to', of('FK CONSTRAINT')),
        ...say('partitions were restored as separate tables, because the target lacks their parents', of('TABLE ATTACH')),
    ];
}
/** "table public.log (without rows)" */
function nameOf({ kind, schema, name }) {
    const empty = kind === 'TABLE' ? ' (without rows)' : '';
    return `${kind.toLowerCase()} ${schema === '' ? '' : `${schema}.`}${name}${empty}`;
}

;// CONCATENATED MODULE: ./engine/postgres/restore/target.js





/** Parses what a person typed. Throws `usage` if it is not a database URL. */
function targetConnection(url) {
    const connection = parseTarget(url);
    if (connection.others === undefined)
        return connection;
    // With several servers, the one that takes writes, unless the URL says otherwise.
    return { ...connection, parameters: { PGTARGETSESSIONATTRS: 'read-write', ...connection.parameters } };
}
function parseTarget(url) {
    try {
        return parseUrl(url, 'the target');
    }
    catch (error) {
        if (!(0,problem/* isProblem */.AN)(error, 'policy-invalid'))
            throw error;
        throw new problem/* Problem */.AF('usage', `--into is not a database URL: ${error.message}`, {
            ...(error.hint === undefined ? {} : { hint: error.hint }),
            cause: error,
        });
    }
}
async function openTarget(connection, runtime, signal) {
    try {
        return await openSession(connection, runtime, signal);
    }
    catch (error) {
        throw withoutDatabase(error, connection);
    }
}
/** Says what to do where the target's database is not there. */
function withoutDatabase(error, connection) {
    const { stderr = '' } = (0,runtime_runtime/* failureOf */.g5)(error) ?? {};
    if (!stderr.includes(`database "${connection.database}" does not exist`))
        return error;
    return new problem/* Problem */.AF('target-refused', `there is no database ${placeOf(connection)}`, {
        hint: `Add --create, or create it first: createdb ${connection.database}.`,
        cause: error,
    });
}
/** What a restore would collide with: relations, routines, types and large objects of users, and schemas other than public. */
async function mustBeEmpty(session, connection, options) {
    if (options.overwrite)
        return;
    const own = (catalog, oid) => `not exists (select from pg_catalog.pg_depend e where e.deptype = 'e' and e.classid = '${catalog}'::regclass and e.objid = ${oid})`;
    const held = await session.rows(`
    select name from (
      select pg_catalog.format('%I.%I', n.nspname, c.relname) as name, n.nspname from pg_catalog.pg_class c
        join pg_catalog.pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r','p','v','m','S','f') and ${own('pg_class', 'c.oid')}
      union all select pg_catalog.format('%I.%I()', n.nspname, p.proname), n.nspname from pg_catalog.pg_proc p
        join pg_catalog.pg_namespace n on n.oid = p.pronamespace where ${own('pg_proc', 'p.oid')}
      union all select pg_catalog.format('%I.%I', n.nspname, t.typname), n.nspname from pg_catalog.pg_type t
        join pg_catalog.pg_namespace n on n.oid = t.typnamespace
        left join pg_catalog.pg_class c on c.oid = t.typrelid
        where t.typtype in ('c','d','e','r') and (t.typrelid = 0 or c.relkind = 'c') and ${own('pg_type', 't.oid')}
      union all select 'large object ' || oid, '' from pg_catalog.pg_largeobject_metadata
      union all select 'schema ' || n.nspname, n.nspname from pg_catalog.pg_namespace n
        where n.nspname <> 'public' and ${own('pg_namespace', 'n.oid')}
    ) all_of_it where nspname !~ '^pg_' and nspname <> 'information_schema' order by 1`);
    if (held.length === 0)
        return;
    const names = held.map(({ name }) => name);
    throw new problem/* Problem */.AF('target-refused', `${placeOf(connection)} is not empty: it has ${(0,words/* namesSome */.Tc)(names, 3)}`, {
        hint: 'Restore into a new database, or add --overwrite with the name of this one to replace its contents.',
    });
}

;// CONCATENATED MODULE: ./engine/postgres/restore/admit.js
var admit_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var admit_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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










/** Refuses what `restorePostgres` would refuse, and changes nothing. */
async function admitPostgres(dump, connection, runtime, options) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        mustFit(dump, options);
        // Of a data directory nothing is restored but a dump that is still to be made.
        const isDump = dump.parts.some((part) => part === 'dump.pgc' || part === 'dump.tar');
        if (isDump)
            await mustRead(dump, runtime, options.signal);
        if (options.create === true && (await admitNew(isDump ? dump : undefined, connection, runtime, options)))
            return;
        const session = admit_addDisposableResource(env_1, await openTarget(connection, runtime, options.signal), true);
        if (isDump)
            await mustTake(session, dump, connection, options);
        else
            await mustBeFree(session, connection, options);
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = admit_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
/** What is wrong with the request itself. */
function mustFit(dump, { keepGoing, overwrite, roles }) {
    // What could not be dropped would be there still, and the rows would be added to it.
    if (keepGoing === true && overwrite)
        throw new problem/* Problem */.AF('usage', '--keep-going cannot be combined with --overwrite', {
            hint: 'Restore into a new database.',
        });
    if (roles === true)
        mustHaveGlobals(dump);
}
/** Throws `target-refused` for a target that holds something, or takes nothing. */
async function mustTake(session, dump, connection, options) {
    await mustBeFree(session, connection, options);
    const what = await taken(dump, dumpPart(dump), session, options);
    await mustHaveLocks(session, what.locks, connection, options);
    return what;
}
async function mustBeFree(session, connection, options) {
    await mustBeEmpty(session, connection, options);
    await mustBeWritable(session, connection);
}
/** The same of a database that is not there yet. */
async function mustMake(session, locks, connection, options) {
    await mustHaveLocks(session, locks, connection, options);
    const [may] = await session.lines('select rolsuper or rolcreatedb from pg_catalog.pg_roles where rolname = current_user');
    if (may === 't')
        return;
    throw new problem/* Problem */.AF('target-refused', `${connection.user} may not create the database ${placeOf(connection)}`, {
        hint: `Create it first, or run ALTER ROLE "${connection.user}" CREATEDB;`,
    });
}
/** False: the database is there already. */
async function admitNew(dump, connection, runtime, options) {
    const env_2 = { stack: [], error: void 0, hasError: false };
    try {
        const session = admit_addDisposableResource(env_2, await openSession({ ...connection, database: maintenance }, runtime, options.signal), true);
        if (await hasDatabase(session, connection))
            return false;
        const { locks } = dump ? await taken(dump, dumpPart(dump), undefined, options) : { locks: 0 };
        await mustMake(session, locks, connection, options);
        return true;
    }
    catch (e_2) {
        env_2.error = e_2;
        env_2.hasError = true;
    }
    finally {
        const result_2 = admit_disposeResources(env_2);
        if (result_2)
            await result_2;
    }
}
/** A pg_restore that is older than the backup's pg_dump says so of the first bytes. */
async function mustRead(dump, runtime, signal) {
    if (dumpPart(dump) !== 'dump.pgc')
        return;
    try {
        await (0,runtime_runtime/* feed */.hm)(runtime, { program: 'pg_restore', args: ['--list'] }, await dump.open('dump.pgc'), signal);
    }
    catch (error) {
        throw unfitProgram(error) ?? error;
    }
}
/** One that only reads would be found out after the restore has begun. */
async function mustBeWritable(session, connection) {
    const [found] = await session.rows(`
    select pg_catalog.pg_is_in_recovery() as standby, pg_catalog.current_setting('transaction_read_only') = 'on' as closed,
      pg_catalog.has_database_privilege(pg_catalog.current_database(), 'CREATE') or exists (
        select from pg_catalog.pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema'
          and pg_catalog.has_schema_privilege(oid, 'CREATE')) as may`);
    const place = placeOf(connection);
    if (found?.standby)
        throw new problem/* Problem */.AF('target-refused', `the server of ${place} is a standby, which only reads`, {
            hint: 'Name its primary, or promote it first.',
        });
    if (found?.closed)
        throw new problem/* Problem */.AF('target-refused', `${place} takes no writes: its transactions are read-only`, {
            hint: `Run ALTER DATABASE "${connection.database}" RESET default_transaction_read_only; or that of the role or the server.`,
        });
    if (found?.may !== false)
        return;
    throw new problem/* Problem */.AF('target-refused', `${connection.user} may create nothing in ${place}`, {
        hint: `Restore as the owner of the database, or run GRANT CREATE ON DATABASE "${connection.database}" TO "${connection.user}"; and GRANT CREATE ON SCHEMA public TO "${connection.user}";`,
    });
}

;// CONCATENATED MODULE: ./engine/postgres/restore/outcome.js
var outcome_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var outcome_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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




/* What a restore that was ended, or failed, leaves behind: whoever reads that must know what the target is now. */
/** Other words once anything was made or dropped. */
async function traceOf(session) {
    const [trace = ''] = await session.lines(`select pg_catalog.concat_ws(' ', (select count(*) from pg_catalog.pg_class),
    (select max(oid) from pg_catalog.pg_class), (select max(oid) from pg_catalog.pg_proc), (select max(oid) from pg_catalog.pg_type),
    (select max(oid) from pg_catalog.pg_largeobject_metadata), (select max(oid) from pg_catalog.pg_namespace))`);
    return trace;
}
// Whoever has ended a restore waits: a server that does not answer is not asked for long.
const lookMs = 2500;
/** A connection under a name of its own, by which it is found on the server once its program is gone. */
function named(connection) {
    const { PGAPPNAME: own = 'backproof' } = connection.parameters;
    return {
        ...connection,
        parameters: { ...connection.parameters, PGAPPNAME: `${own.slice(0, 40)} ${(0,external_node_crypto_.randomUUID)().slice(0, 13)}` },
    };
}
/** The same Problem, with what the target is now, where that was ended by its signal or had its database made. */
async function withOutcome(error, { connection, trace, made }, runtime, { signal, sandboxed = false, keepGoing = false, roles = false }) {
    if (!(0,problem/* isProblem */.AN)(error) || sandboxed || !(signal.aborted || made === 'made'))
        return error;
    const now = trace === undefined ? undefined : await look(connection, runtime);
    const state = now === trace
        ? 'nothing was restored'
        : now === undefined
            ? 'it is unknown whether anything was restored, because the server does not answer: check it before you use it'
            : keepGoing
                ? 'it contains what was restored until then'
                : 'it has changed in the meantime: check it before you use it';
    const database = {
        not: '',
        perhaps: `the database ${connection.database} may have been created;  `,
        made: `the database ${connection.database} was created;  `,
    }[made];
    const stay = roles && trace !== undefined ? '; roles that were created stay' : '';
    const message = error.message.replace(/; nothing was restored$/, '');
    const again = made === 'not'
        ? []
        : [`Run it again, which uses the database if it is empty, or drop it: dropdb ${connection.database}.`];
    const hint = [...(error.hint === undefined ? [] : [error.hint]), ...again].join(' ');
    return new problem/* Problem */.AF(error.code, `${message}; ${database}${state}: ${placeOf(connection)}${stay}`, {
        ...(hint === '' ? {} : { hint }),
        cause: error.cause ?? error,
    });
}
/**
 * What is there once nothing restores any more: a server goes on with a statement whose program is gone, an index for hours,
 * and holds its locks meanwhile.
 */
async function look(connection, runtime) {
    try {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const { PGAPPNAME: name = '', ...parameters } = connection.parameters;
            const session = outcome_addDisposableResource(env_1, await openSession({ ...connection, parameters }, runtime, AbortSignal.timeout(lookMs)), true);
            const ended = await session.lines(`select pg_catalog.pg_terminate_backend(pid, 1000) from pg_catalog.pg_stat_activity
      where application_name = ${literal(name)} and pid <> pg_catalog.pg_backend_pid()`);
            return ended.includes('f') ? undefined : await traceOf(session);
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            const result_1 = outcome_disposeResources(env_1);
            if (result_1)
                await result_1;
        }
    }
    catch (error) {
        if ((0,problem/* isProblem */.AN)(error))
            return undefined;
        throw error;
    }
}

;// CONCATENATED MODULE: ./engine/postgres/restore/globals-text.js
/* The statements of roles as text, and as SQL that a person may print and run. */
// A server's encodings, as the Encoding Standard names them. LATIN1 is bytes as they are.
const labels = {
    ...{ UTF8: 'utf-8', SQL_ASCII: 'utf-8', LATIN2: 'iso-8859-2', LATIN3: 'iso-8859-3', LATIN4: 'iso-8859-4' },
    ...{ LATIN5: 'iso-8859-9', LATIN6: 'iso-8859-10', LATIN7: 'iso-8859-13', LATIN8: 'iso-8859-14' },
    ...{ LATIN9: 'iso-8859-15', ISO_8859_5: 'iso-8859-5', ISO_8859_6: 'iso-8859-6', ISO_8859_7: 'iso-8859-7' },
    ...{ ISO_8859_8: 'iso-8859-8', WIN1250: 'windows-1250', WIN1251: 'windows-1251', WIN1252: 'windows-1252' },
    ...{ WIN1253: 'windows-1253', WIN1254: 'windows-1254', WIN1255: 'windows-1255', WIN1256: 'windows-1256' },
    ...{ WIN1257: 'windows-1257', WIN1258: 'windows-1258', WIN866: 'ibm866', WIN874: 'windows-874' },
    ...{ KOI8R: 'koi8-r', KOI8U: 'koi8-u', EUC_JP: 'euc-jp', EUC_KR: 'euc-kr', EUC_CN: 'gb2312' },
};
// What a server may have besides: never told from bytes here. In an encoding that is none of a server's, as SJIS, a byte of a
// name could swallow the quote behind it.
const alsoOfServers = new Set(['EUC_TW', 'EUC_JIS_2004', 'MULE_INTERNAL', 'LATIN10']);
/**
 * The same in UTF-8, from the bytes of its encoding; as it is where those cannot be told. undefined: no server has such an
 * encoding.
 */
function inUtf8(globals) {
    const { encoding, statements, refused } = globals;
    if (encoding === 'LATIN1')
        return { ...globals, encoding: 'UTF8' };
    const label = Object.hasOwn(labels, encoding) ? labels[encoding] : undefined;
    if (label === undefined)
        return alsoOfServers.has(encoding) ? globals : undefined;
    const decoder = new TextDecoder(label, { fatal: true, ignoreBOM: true });
    const decode = (text) => decoder.decode(Buffer.from(text, 'latin1'));
    try {
        const decoded = statements.map(({ sql, roles }) => ({ sql: decode(sql), roles: roles.map(decode) }));
        return { encoding: 'UTF8', statements: decoded, refused };
    }
    catch {
        // A name of a database with another encoding: on a server all of them share their roles.
        return encoding === 'UTF8' ? { ...globals, encoding: 'SQL_ASCII' } : globals;
    }
}
const quoted = /"(?:[^"]|"")*"|(?<![\w$])[eE]'(?:[^'\\]|''|\\[\s\S])*'|'(?:[^']|'')*'/g;
// What a terminal or a log obeys, or does not show as it is; and ends of lines, so that none begins with what psql obeys.
const globals_text_special = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufffd]/g;
const has = (text) => text.search(globals_text_special) >= 0;
/** The same statement in one line that holds nothing but what can be seen. */
function printable(sql) {
    const hex = (char) => (char.codePointAt(0) ?? 0).toString(16).padStart(4, '0');
    return sql
        .replace(quoted, (text) => {
        if (!has(text))
            return text;
        if (text.startsWith('"'))
            return `U&${text.replaceAll('\\', '\\\\').replace(globals_text_special, (char) => `\\${hex(char)}`)}`;
        // A backslash in front of one takes it as it is.
        if (/^[eE]/.test(text))
            return text.replace(/\\([\s\S])|[\s\S]/g, (whole, after) => {
                const char = after ?? whole;
                return has(char) ? `\\u${hex(char)}` : whole;
            });
        return `E${text.replaceAll('\\', '\\\\').replace(globals_text_special, (char) => `\\u${hex(char)}`)}`;
    })
        .replace(globals_text_special, ' ');
}

;// CONCATENATED MODULE: ./engine/postgres/restore/globals.js


const maxBytes = 16 * 1024 * 1024;
/** Reads the part whole. Throws `object-damaged` for more than any server's roles, and for an encoding that no server has. */
async function readGlobals(part) {
    const chunks = [];
    let bytes = 0;
    for await (const chunk of part) {
        bytes += chunk.length;
        if (bytes > maxBytes)
            throw new problem/* Problem */.AF('object-damaged', `globals.sql is larger than ${maxBytes} bytes`, {
                hint: 'Restore without --globals, and create the roles yourself.',
            });
        chunks.push(chunk);
    }
    const globals = parseGlobals(Buffer.concat(chunks).toString('latin1'));
    const told = inUtf8(globals);
    if (told !== undefined)
        return told;
    throw new problem/* Problem */.AF('object-damaged', `globals.sql is in ${globals.encoding}, which is not a server encoding`, {
        hint: 'Restore without --globals, and inspect that part (restore --raw) before you trust this backup.',
    });
}
const globals_name = String.raw `((?:"(?:[^"]|"")+")|[^\s"';]+)`;
const allowed = [
    new RegExp(`^CREATE ROLE ${globals_name}$`),
    new RegExp(`^ALTER ROLE ${globals_name} (?:WITH|SET|RESET|IN DATABASE) `),
    new RegExp(`^GRANT ${globals_name} TO ${globals_name}(?: WITH | GRANTED BY |$)`),
    new RegExp(`^COMMENT ON ROLE ${globals_name} IS `),
    new RegExp(`^SECURITY LABEL FOR (?:"(?:[^"]|"")+"|\\w+) ON ROLE ${globals_name} IS `),
];
// Tablespaces are places of the machine that was backed up.
const passedOver = /^(?:SET (?:default_transaction_read_only|client_encoding|standard_conforming_strings) |(?:CREATE|ALTER) TABLESPACE |(?:GRANT|REVOKE) [A-Z ]+ ON TABLESPACE |COMMENT ON TABLESPACE )/;
/** What pg_dumpall writes of roles, in bytes as latin1 takes them. Only that is ever run: whoever can write a backup could have written this. */
function parseGlobals(text) {
    const statements = [];
    const refused = [];
    let encoding = 'UTF8';
    for (const { sql, isPlain } of statementsOf(text)) {
        encoding = /^SET client_encoding = '(\w+)'$/.exec(sql)?.[1] ?? encoding;
        const roles = isPlain ? allowed.flatMap((one) => one.exec(sql)?.slice(1) ?? []) : [];
        if (roles.length > 0)
            statements.push({ sql, roles: roles.map(globals_unquoted) });
        else if (!passedOver.test(sql))
            refused.push(sql.slice(0, 40).replace(/\s+/g, ' '));
    }
    return { encoding, statements, refused };
}
const globals_unquoted = (text) => (text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text);
const token = /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|;|[^'";-]+|[\s\S]/g;
// White space by itself, so that a command of psql is seen where it begins.
const blankOr = new RegExp(`\\s+|${token.source}`, 'g');
const escapedOr = /'(?:[^'\\]|''|\\[\s\S])*'|[\s\S]/g;
const escaped = /(?:^|[^\w$])[eE]$/;
/** Split at semicolons outside of quotes; psql's own commands, which begin a line, are left out. */
function* statementsOf(text) {
    let sql = '';
    let before = '';
    let isPlain = true;
    let isBlank = true;
    for (let at = 0; at < text.length;) {
        if (isBlank && text[at] === '\\') {
            const end = text.indexOf('\n', at);
            at = end < 0 ? text.length : end + 1;
            continue;
        }
        const found = next(text, at, escaped.test(before), isBlank);
        at += found.length;
        before = (before + found).slice(-2);
        if (found.startsWith('--'))
            isPlain &&= isBlank;
        else if (found === ';') {
            yield { sql: sql.trim(), isPlain };
            sql = '';
            isPlain = true;
            isBlank = true;
        }
        else {
            const isQuoted = /^['"]/.test(found);
            isPlain &&= isQuoted ? found.length > 1 : !/[\\$]|\/\*/.test(found);
            isBlank &&= /^\s*$/.test(found);
            sql += found;
        }
    }
    if (!isBlank)
        yield { sql: sql.trim(), isPlain: false };
}
function next(text, at, isEscaped, isBlank) {
    const pattern = isBlank ? blankOr : isEscaped && text[at] === "'" ? escapedOr : token;
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0] ?? '';
}

;// CONCATENATED MODULE: ./engine/postgres/restore/role.js









/**
 * Creates the roles that own something, or may do something, in the dumped database, and gives those that the backup's own
 * globals should have created.
 */
async function createRoles(session, facts, globals) {
    const bootstrap = facts.server?.settings['superuser'];
    const owner = facts.server?.settings['owner'];
    const { roles } = parseSurrounding(facts);
    const wanted = new Set([
        ...(facts.objects['role'] ?? []),
        ...roles,
        ...[bootstrap, owner].filter((role) => role !== undefined),
    ]);
    const known = await session.rows('select rolname as name from pg_catalog.pg_roles');
    for (const { name } of known)
        wanted.delete(name);
    // As powerful as the source's: only a superuser may own an event trigger or a foreign data wrapper.
    for (const role of wanted)
        await session.lines(`create role ${identifier(role)} ${role === bootstrap ? 'superuser' : ''}`);
    if (!globals)
        return [];
    const lacking = [...wanted].filter((role) => role !== bootstrap).slice(0, 20);
    return lacking.map((role) => {
        return { level: 'warning', blame: 'data', message: `globals.sql lacks the role ${role}, which the database names` };
    });
}
/** Makes the schemas of single tables, which pg_dump takes without the schema that they are in; gives those it made. */
async function createSchemas(session, facts) {
    if (facts.server?.settings['scope'] !== 'part')
        return [];
    const dumped = new Set(facts.objects['schema'] ?? []);
    const kinds = ['table', 'partitioned table', 'foreign table', 'view', 'materialized view', 'sequence'];
    const names = kinds.flatMap((kind) => facts.objects[kind] ?? []);
    const schemas = new Set(names.flatMap((name) => /^("(?:[^"]|"")+"|[a-z_][a-z0-9_$]*)\./.exec(name)?.[1] ?? []));
    const known = await session.rows('select nspname as name from pg_catalog.pg_namespace');
    const made = [...schemas].filter((schema) => {
        const plain = schema.startsWith('"') ? schema.slice(1, -1).replaceAll('""', '"') : schema;
        return !dumped.has(schema) && !known.some(({ name }) => name === plain);
    });
    for (const schema of made)
        await session.lines(`create schema ${schema}`);
    return made;
}
/** The restored roles may have changed the one that restores: its password, its right to log in, its settings. */
async function keepAccess(session, connection) {
    const { user, password } = connection;
    const secret = password === undefined ? '' : `password ${literal(password)}`;
    await session.lines(`alter role ${identifier(user)} with login superuser ${secret} valid until 'infinity';
    alter role ${identifier(user)} reset all`);
    // Since 17 a database may run something at every login, which may write, or refuse it.
    const known = await session.rows("select from pg_catalog.pg_settings where name = 'event_triggers'");
    if (known.length > 0)
        await session.lines(`alter role ${identifier(user)} set event_triggers = off`);
}
/**
 * Makes the roles of `globals.sql`, with their settings. Each statement is passed to psql as a text for the server to
 * run, so nothing in it can be a command of psql. `known`: existing roles, which are left unchanged.
 */
async function makeRoles({ encoding, statements }, known, connection, runtime, signal) {
    // A membership changes the role that it is given to; one of an old role in another is as it was.
    const isNew = ({ roles }) => !known.has(roles.at(-1) ?? '');
    const wanted = statements.filter(isNew);
    const runs = wanted.map(({ sql }) => `select ${literal(sql)} \\gexec\n`);
    const script = [`set standard_conforming_strings = on; set client_encoding = ${literal(encoding)};\n`, ...runs].join('');
    const command = clientCommand('psql', ['-X', '-q', '-w', '-o', '/dev/null'], connection, runtime);
    const stderr = await (0,runtime_runtime/* feed */.hm)(runtime, command, external_node_stream_.Readable.from([Buffer.from(script, encoding === 'UTF8' ? 'utf8' : 'latin1')]), signal);
    const names = (some) => some.flatMap(({ sql, roles }) => (sql.startsWith('CREATE ROLE ') ? roles : []));
    return {
        made: names(wanted),
        left: names(statements.filter((one) => !isNew(one))),
        errors: stderr.split('\n').filter((line) => /(ERROR|error): /.test(line)),
    };
}
/** Makes the roles of a backup in a sandbox; errors are findings about the environment. */
async function restoreGlobals(part, connection, runtime, signal) {
    const globals = await readGlobals(part);
    const { errors } = await makeRoles(globals, new Set(), connection, runtime, signal);
    const real = errors.filter((line) => !/role ".*" already exists/.test(line)).slice(0, 20);
    return [
        ...real.map((message) => ({ level: 'warning', blame: 'env', message: `roles: ${message}` })),
        ...strange(globals),
    ];
}
/** Makes the roles of a backup that a target's server lacks; gives what came of it. */
async function applyGlobals(part, session, connection, runtime, signal) {
    const globals = await readGlobals(part);
    const rows = await session.rows('select rolname as name from pg_catalog.pg_roles');
    const known = new Set(rows.map(({ name }) => name));
    const { made, left, errors } = await makeRoles(globals, known, connection, runtime, signal);
    const say = (what, names) => names.length === 0 ? [] : [{ level: 'note', blame: 'env', message: `${what}: ${(0,words/* namesSome */.Tc)(names, 50)}` }];
    const failures = errors.slice(0, 20).map((line) => {
        const message = `a role could not be created as it was: ${line.replace(/^.*?(ERROR|error): +/, '')}`;
        return { level: 'failure', blame: 'env', message, hint: 'Connect as a superuser, or create the role yourself.' };
    });
    return [
        ...failures,
        ...say('created the roles', made),
        ...say('existing roles, left unchanged', left),
        ...strange(globals),
    ];
}
/**
 * The roles of a backup, as SQL for psql: a statement a line, and no line that psql takes for a command of its own. Throws
 * `restore-failed` where their encoding is not known here.
 */
async function rolesOf(part) {
    const { encoding, statements } = await readGlobals(part);
    if (encoding !== 'UTF8')
        throw new problem/* Problem */.AF('restore-failed', `the roles of the backup are in ${encoding}, so they cannot be shown as text`, {
            hint: 'Write the part globals.sql unchanged with --raw DIR, and run it with psql on a server with that encoding.',
        });
    const sql = statements.map((statement) => `${printable(statement.sql)};\n`).join('');
    return `set client_encoding = 'UTF8';\nset standard_conforming_strings = on;\n${sql}`;
}
function strange({ refused }) {
    if (refused.length === 0)
        return [];
    const message = `globals.sql has statements that pg_dumpall does not write, and they were not run: ${refused.slice(0, 3).join('; ')}`;
    return [
        {
            level: 'warning',
            blame: 'data',
            message,
            hint: 'Inspect that part (restore --raw) before you trust this backup.',
        },
    ];
}

;// CONCATENATED MODULE: ./engine/postgres/restore/restore.js
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























/** Restores `dump.pgc` or `dump.tar`. A target outside a sandbox gets all of it or nothing. */
async function restorePostgres(dump, into, runtime, options) {
    mustFit(dump, options);
    let began = { connection: into, trace: undefined, made: 'not' };
    const note = (more) => {
        began = { ...began, ...more };
    };
    try {
        const made = options.create === true ? await created(dump, began.connection, runtime, options, note) : [];
        return [...made, ...(await restoreInto(dump, began.connection, runtime, options, note))];
    }
    catch (error) {
        throw await withOutcome(error, began, runtime, options);
    }
}
/** Makes the database, if it is not there and a restore into it would not be refused. */
async function created(dump, connection, runtime, options, note) {
    const { locks } = await taken(dump, dumpPart(dump), undefined, options);
    const refuse = async (session) => {
        await mustMake(session, locks, connection, options);
        note({ made: 'perhaps' });
    };
    const made = await createDatabase(connection, dump.facts.server, refuse, runtime, options.signal);
    if (made.length > 0)
        note({ made: 'made' });
    return made;
}
async function restoreInto(dump, wanted, runtime, options, note) {
    const { signal } = options;
    const findings = [];
    const roles = [];
    let user;
    const tablespaces = [];
    let connection = wanted;
    let schemas;
    let what;
    {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const session = restore_addDisposableResource(env_1, await openTarget(connection, runtime, signal), true);
            connection = named(await onOneServer(session, connection, runtime));
            what = await mustTake(session, dump, connection, options);
            findings.push(...what.findings);
            note({ connection, trace: await traceOf(session) });
            if (options.sandboxed === true) {
                if (dump.parts.includes('globals.sql')) {
                    findings.push(...(await restoreGlobals(await dump.open('globals.sql'), connection, runtime, signal)));
                }
                await keepAccess(session, connection);
                findings.push(...(await createRoles(session, dump.facts, dump.parts.includes('globals.sql'))));
            }
            else {
                if (options.roles === true)
                    findings.push(...(await applyGlobals(await openGlobals(dump), session, connection, runtime, signal)));
                const found = await missingRoles(session, dump);
                roles.push(...found.roles);
                user = found.user;
            }
            tablespaces.push(...(await missingTablespaces(session, dump.facts)));
            schemas = await createSchemas(session, dump.facts);
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
    if (roles.length > 0) {
        findings.push(ownersLeftOut(roles, user));
    }
    if (tablespaces.length > 0 && options.sandboxed !== true) {
        const message = `everything is in the target's default tablespace: it lacks ${(0,words/* namesSome */.Tc)(tablespaces)}`;
        findings.push({ level: 'note', blame: 'env', message, hint: 'Create the tablespaces first to use them.' });
    }
    const flags = [
        ...(options.sandboxed === true || roles.length === 0 ? [] : ['--no-owner', '--no-privileges']),
        ...(options.sandboxed === true || tablespaces.length > 0 ? ['--no-tablespaces'] : []),
    ];
    try {
        findings.push(...(await restoreData(dump, connection, runtime, options, what, flags)));
    }
    catch (error) {
        await dropSchemas(schemas, connection, runtime).catch((also) => (0,problem/* noteAlso */.Gv)(error, also));
        throw error;
    }
    if (options.only.length > 0)
        return findings;
    return [...findings, ...(await restoreParameters(dump.facts, connection, runtime, signal))];
}
/** The part that has the roles. Throws `object-missing` where the backup was made without. */
async function openGlobals(dump) {
    mustHaveGlobals(dump);
    return await dump.open('globals.sql');
}
/** Takes away what was made for a restore that failed: a target that holds a schema would be refused next time. */
async function dropSchemas(schemas, connection, runtime) {
    const env_2 = { stack: [], error: void 0, hasError: false };
    try {
        if (schemas.length === 0)
            return;
        const session = restore_addDisposableResource(env_2, await openSession(connection, runtime, AbortSignal.timeout(30_000)), true);
        for (const schema of schemas)
            await session.lines(`drop schema ${schema}`);
    }
    catch (e_2) {
        env_2.error = e_2;
        env_2.hasError = true;
    }
    finally {
        const result_2 = restore_disposeResources(env_2);
        if (result_2)
            await result_2;
    }
}
/** The dump's roles that the target lacks; or those besides the user, where it is one that may not give objects to others. */
async function missingRoles(session, dump) {
    // Also those of large objects, servers and the like, which are no facts.
    const named = dump.facts.server?.settings['selected'] === 'false' ? parseSurrounding(dump.facts).roles : [];
    const wanted = new Set([...(dump.facts.objects['role'] ?? []), ...named]);
    const owner = dump.facts.server?.settings['superuser'];
    const known = await session.rows(`
    select rolname as name, rolname = current_user as me, (select rolsuper from pg_catalog.pg_roles where rolname = current_user) as super
    from pg_catalog.pg_roles`);
    const all = [...wanted, ...(owner === undefined ? [] : [owner])];
    const lacking = (there) => all.filter((role) => !there.some(({ name }) => name === role));
    const self = known.find(({ me }) => me);
    if (self === undefined || self.super || lacking(known).length > 0)
        return { roles: lacking(known.filter((role) => role.super || role.me)) };
    return { roles: lacking([self]), user: self.name };
}
/** `user`: the target has the roles, and this user may not give objects to them. */
function ownersLeftOut(roles, user) {
    const because = user === undefined
        ? `the target lacks the roles ${(0,words/* namesSome */.Tc)(roles)}`
        : `${user}, who restores, is no superuser and may not give objects to ${(0,words/* namesSome */.Tc)(roles)}`;
    const hint = user === undefined
        ? 'To restore owners and privileges too, create the roles first: --globals apply does that, and --globals print shows them.'
        : 'To restore owners and privileges too, restore as a superuser, into a new database.';
    return { level: 'note', blame: 'env', message: `owners and privileges were left out: ${because}`, hint };
}
async function restoreData(dump, connection, runtime, options, what, more) {
    const flags = [
        '--no-password',
        `--dbname=${databaseArgument(connection.database)}`,
        ...more,
        ...(what.dropped === undefined ? [] : ['--clean', '--if-exists']),
    ];
    // All or nothing, except where going on finds every error at once.
    const whole = options.sandboxed === true || options.keepGoing === true ? [] : ['--single-transaction'];
    const part = dumpPart(dump);
    const list = Buffer.from(what.ids?.map((id) => `${id};\n`).join('') ?? '');
    const command = restoreCommand(part, [...flags, ...whole], list.length, connection, runtime);
    try {
        const opened = await dump.open(part);
        const whole = part === 'dump.tar' ? tocInTar(opened, archiveReader()) : opened;
        const body = what.dropped === undefined ? whole : dropping(part, whole, what.dropped);
        const stderr = await (0,runtime_runtime/* feed */.hm)(runtime, command, preceded(list, body), options.signal);
        return restoreFindings(stderr);
    }
    catch (error) {
        const selected = dump.facts.server?.settings['selected'] === 'true';
        const entries = wantsOrder(error) ? await entriesOf(dump, part) : [];
        const order = entries.flatMap(({ kind, name }) => (kind === 'TABLE DATA' ? [name] : []));
        return explainRestore(error, connection, options, selected, order);
    }
}
function restoreCommand(part, flags, listBytes, connection, runtime) {
    if (part === 'dump.tar')
        return fromDirectory(flags, listBytes, connection, runtime);
    if (listBytes > 0)
        return viaShell(withList, ['--format=custom', ...flags], listBytes, connection, runtime);
    return clientCommand('pg_restore', ['--format=custom', ...flags], connection, runtime);
}
/** The list of what to restore comes before the archive, on the same stdin. */
function preceded(list, body) {
    if (list.length === 0)
        return body;
    const both = new external_node_stream_.PassThrough();
    both.write(list);
    // The error of the body becomes that of both.
    (0,promises_.pipeline)(body, both).catch(() => undefined);
    return both;
}
// dd, because it is bound to read no byte more than it is told: the archive follows.
const prepare = `set -eu
umask 077
directory="\${TMPDIR:-/tmp}/$1"
bytes=$2
shift 2
trap 'trap "" HUP INT TERM; rm -rf -- "$directory"' EXIT
trap 'exit 143' HUP INT TERM
mkdir -- "$directory"
if [ "$bytes" -gt 0 ]; then
  dd bs=1 count="$bytes" of="$directory/list" 2>/dev/null
  set -- "--use-list=$directory/list" "$@"
fi`;
const withList = `${prepare}
pg_restore "$@"`;
const withDirectory = (program) => `${prepare}
mkdir -- "$directory/dump"
tar -C "$directory/dump" -xf -
${program} "$@" "$directory/dump"`;
function viaShell(script, flags, listBytes, connection, runtime) {
    const args = ['-c', script, 'sh', `backproof-${(0,external_node_crypto_.randomUUID)()}`, String(listBytes), ...flags];
    return connection === undefined ? { program: 'sh', args } : clientCommand('sh', args, connection, runtime);
}
/** pg_restore of an archive in the directory format, whose tar comes on stdin, after a list where there is one. */
function fromDirectory(flags, listBytes, connection, runtime) {
    return viaShell(withDirectory('pg_restore'), ['--format=directory', ...flags], listBytes, connection, runtime);
}
/** Reads the archive on stdin, and writes what a `reader` listens to. */
function readingCommand(part, runtime) {
    if (part === 'dump.pgc')
        return { program: 'sh', args: ['-c', `${readingInShell}reading "$@"`, 'sh', '--format=custom'] };
    return viaShell(readingInShell + withDirectory('reading'), ['--format=directory'], 0, undefined, runtime);
}

;// CONCATENATED MODULE: ./engine/postgres/archive/contents.js










/**
 * The table of contents of a dump, after pg_restore has read all of it, which decompresses every block, and has shown that it
 * did: a program that ends with exit code 0 may have done nothing.
 */
async function postgresContents(dump, runtime, signal, required = []) {
    const part = dumpPart(dump);
    const archive = archiveReader();
    const body = await dump.open(part);
    const heard = reader();
    try {
        const whole = part === 'dump.pgc' ? (0,engine_body/* watched */.VI)(body, archive) : tocInTar(body, archive);
        await (0,runtime_runtime/* feed */.hm)(runtime, readingCommand(part, runtime), whole, signal, heard.push);
    }
    catch (error) {
        throw unreadable(part, error, runtime.where);
    }
    const entries = archive.entries();
    if (entries === undefined)
        throw new problem/* Problem */.AF('object-damaged', `${part} has no table of contents`, { hint: problem/* remedy */.zL.damaged });
    const wrong = unlike(heard.reading(), entries, dump.facts, runtime.where);
    if (wrong !== undefined)
        throw wrong;
    return { names: entries.map(line), missing: missingTables(dump.facts, required) };
}
/**
 * Damage only where the archive itself is said to be wrong. A program that was killed, an image that cannot be pulled, a
 * disk that is full say nothing about the backup.
 */
function unreadable(part, error, where) {
    if (!(0,problem/* isProblem */.AN)(error, 'tool-failed', 'dump-incomplete'))
        return error;
    // A shell starts it, and says so in its own words.
    if (/\bpg_restore: (?:command )?not found/.test((0,runtime_runtime/* failureOf */.g5)(error)?.stderr ?? ''))
        return new problem/* Problem */.AF('tool-missing', `pg_restore is not installed ${where === 'host' ? 'on the host' : `in ${where}`}`, {
            hint: "Install postgresql-client of the server's major version, or set tools: { image: postgres:<major> }.",
            cause: error,
        });
    const unfit = unfitProgram(error);
    if (unfit !== undefined)
        return unfit;
    const stderr = (0,runtime_runtime/* failureOf */.g5)(error)?.stderr;
    const itself = stderr === undefined
        ? error.code === 'dump-incomplete' || error.cause instanceof Error
        : /^(?:pg_restore: (?:\[[^\]]*\] )?error: |tar: )/m.test(stderr) && !/No space left on device/.test(stderr);
    if (!itself)
        return error;
    return new problem/* Problem */.AF('object-damaged', `${part} cannot be read: ${error.message}`, {
        hint: problem/* remedy */.zL.damaged,
        cause: error,
    });
}
function line({ kind, schema, name, owner }) {
    return [kind, schema === '' ? '-' : schema, name, owner].filter((word) => word !== '').join(' ');
}

// EXTERNAL MODULE: ./policy/policy.js + 76 modules
var policy = __webpack_require__(35472);
// EXTERNAL MODULE: external "node:fs/promises"
var external_node_fs_promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./engine/own.js
var own = __webpack_require__(11351);
// EXTERNAL MODULE: ./engine/service.js
var engine_service = __webpack_require__(5264);
// EXTERNAL MODULE: ./engine/hosts/hosts.js + 1 modules
var hosts = __webpack_require__(5701);
;// CONCATENATED MODULE: ./engine/postgres/replica.js




/**
 * Connects to the one server that is dumped. What looks into a database and what reads it must not be connected to two of
 * several.
 */
async function openOneOf(source, named, runtime, prefer, signal) {
    const servers = serversOf(named);
    if (!(0,hosts/* isClustered */.Ad)(source, servers))
        return { session: await openSession(named, runtime, signal), connection: named };
    const connection = ofAnyRole(named);
    const cluster = {
        servers,
        open: (server, signal) => openSession(atServer(connection, server), runtime, signal),
        ask: (session) => askStanding(session, connection.user),
        explain,
    };
    // What the policy says goes before what the URL does.
    const asked = source.cluster === undefined || source.cluster.prefer === 'auto' ? askedRole(named) : {};
    const wish = { ...(0,hosts/* wishOf */.H_)(source, prefer), ...asked };
    const { opened: session, server, host } = await (0,hosts/* openHost */.Zb)(source, cluster, wish, signal);
    return { session, connection: atServer(connection, server), host };
}
/** What a server says of its place in the cluster. A role that may not see who streams to it sees a row without columns. */
async function askStanding(session, role) {
    const [row] = await session.rows(`
    select s.recovering, (select system_identifier::text from pg_catalog.pg_control_system()) as system,
      case when s.recovering then r.received_tli else
        ('x' || pg_catalog.substr(pg_catalog.pg_walfile_name(pg_catalog.pg_current_wal_lsn()), 1, 8))::bit(32)::int end
        as timeline,
      pg_catalog.pg_wal_lsn_diff(case when s.recovering then pg_catalog.pg_last_wal_replay_lsn()
        else pg_catalog.pg_current_wal_lsn() end, '0/0')::text as at,
      r.pid is not null as receives,
      coalesce(pg_catalog.current_setting('restore_command', true), '') <> '' as restores,
      pg_catalog.pg_wal_lsn_diff(r.latest_end_lsn, '0/0')::text as end,
      extract(epoch from pg_catalog.clock_timestamp() - r.last_msg_receipt_time)::float8 as heard,
      case when s.recovering then extract(epoch from
        pg_catalog.clock_timestamp() - pg_catalog.pg_last_xact_replay_timestamp())::float8 end as replayed,
      case when s.recovering then pg_catalog.pg_get_wal_replay_pause_state() end as paused
    from (select pg_catalog.pg_is_in_recovery() as recovering) s left join pg_catalog.pg_stat_wal_receiver r on true`);
    if (row === undefined)
        throw new Error('a query without a condition gives a row');
    return standingOf(row, role);
}
function standingOf(row, role) {
    const { recovering, system, timeline, receives, restores, replayed } = row;
    const known = { ids: [`system ${system}`], ...(row.at === null ? {} : { at: BigInt(row.at) }) };
    if (!recovering)
        return { kind: 'primary', ...known, history: `timeline ${timeline}` };
    const follows = timeline === null ? {} : { follows: `timeline ${timeline}` };
    const standing = { kind: 'replica', ...known, ...follows };
    if (!receives && !restores)
        return { ...standing, broken: 'it receives nothing from a primary' };
    // Each is a limit by itself: it has all that was committed so long ago; or all that its primary had when that last told.
    const sinceHeard = row.end !== null && row.at !== null && BigInt(row.at) >= BigInt(row.end) ? row.heard : null;
    const limits = [replayed, sinceHeard].filter((limit) => limit !== null);
    if (limits.length > 0)
        return { ...standing, behindSeconds: Math.min(...limits) };
    if (!receives || row.heard !== null)
        return { ...standing, unknown: 'it has replayed no transaction since it was started' };
    return {
        ...standing,
        unknown: `${role} may not see what it receives`,
        hint: `Run grant pg_read_all_stats to ${shownRole(role)}; on the primary.`,
    };
}
/** What libpq says, without the program around it. */
function explain(error) {
    const said = (0,runtime_runtime/* failureOf */.g5)(error)?.stderr ?? error.message;
    const refusal = /(?:FATAL|ERROR): +(.+)/.exec(said)?.[1]?.trim();
    if (refusal !== undefined && !/starting up|shutting down|recovery mode|not yet accepting/.test(refusal))
        return { kind: 'refused', because: `it refuses the connection: ${refusal}`, hint: error.hint };
    const reason = refusal ?? /failed: (.+)/.exec(said)?.[1]?.trim() ?? /error: (.+)/.exec(said)?.[1]?.trim() ?? error.message;
    return { kind: 'dead', because: `it cannot be reached: ${reason}`, hint: hosts/* unreached */.iq };
}

;// CONCATENATED MODULE: ./engine/postgres/sandbox.js



/** A server of the dump's major with its encoding, and the empty database in it. */
function postgresSandbox(server, image) {
    const password = (0,external_node_crypto_.randomBytes)(24).toString('hex');
    // The same first superuser as the source's: grants are made in its name.
    const user = server.settings['superuser'] ?? 'postgres';
    const database = server.settings['database'] ?? 'restored';
    const named = encodeURIComponent(database);
    const url = `postgres://${encodeURIComponent(user)}:${password}@127.0.0.1:5432/${named}?sslmode=disable`;
    const env = {
        POSTGRES_USER: user,
        POSTGRES_PASSWORD: password,
        POSTGRES_DB: database,
        POSTGRES_INITDB_ARGS: `--encoding=${encodingOf(server)} ${sandbox_locale(server)}`.trim(),
    };
    // An image's scheduler may not run the database's jobs while it is compared; a parameter that nobody knows does no harm.
    const quiet = ['cron.launch_active_jobs=off'];
    // Thrown away after the test: nothing needs to survive a crash.
    const fast = ['fsync=off', 'full_page_writes=off', 'synchronous_commit=off', 'max_wal_size=4GB', 'autovacuum=off'];
    // Every table is counted in one transaction.
    const roomy = ['max_locks_per_transaction=1024'];
    return {
        spec: {
            image: image ?? imageOf(server),
            env,
            args: ['postgres', ...[...fast, ...roomy, ...quiet].flatMap((setting) => ['-c', setting])],
            ready: {
                program: 'psql',
                args: ['-X', '-w', '-A', '-t', '-c', 'select 1'],
                // By TCP: the image's first server, which only initialises, listens on the socket alone.
                env: {
                    PGHOST: '127.0.0.1',
                    PGPORT: '5432',
                    PGUSER: user,
                    PGDATABASE: database,
                    PGPASSWORD: password,
                    PGSSLMODE: 'disable',
                },
                secrets: [password],
            },
            timeoutMs: 120_000,
        },
        // The names are those of the facts, which anybody may have sealed.
        connection: parseUrl(url, 'the throw-away server'),
    };
}
/** The image whose programs read and restore a dump of this server. */
function imageOf({ major }) {
    return `postgres:${major}`;
}
/** Official images hand these arguments to a shell. */
function encodingOf({ settings }) {
    const { encoding = 'UTF8' } = settings;
    if (/^\w{1,40}$/.test(encoding))
        return encoding;
    throw new problem/* Problem */.AF('object-damaged', `the facts of the dump name an impossible encoding, ${JSON.stringify(encoding)}`, { hint: problem/* remedy */.zL.damaged });
}
/**
 * The image's own locale for UTF-8, unless the database sorts by code point, on which the bounds of partitions may rely;
 * other encodings go with every server only under C.
 */
function sandbox_locale({ settings }) {
    const { encoding = 'UTF8', provider = 'c', collate = '', locale: builtin = '' } = settings;
    const order = provider === 'b' ? builtin : provider === 'c' ? collate : '';
    if (encoding !== 'UTF8' || /^(C|POSIX)$/.test(order))
        return '--locale=C';
    return /^C\.UTF-?8$/i.test(order) ? '--locale=C.UTF-8' : '';
}

;// CONCATENATED MODULE: ./engine/postgres/waiting.js




/* In a container a program takes longer to start than a small database to dump: so a shell is started before it is known what
   it is to run, and waits for that on its input. Words of a shell, in single quotes: nothing in them is a command. */
// Read by the shell itself: a child of it would be one more to end.
const run = `words=
while IFS= read -r line; do words="$words$line
"; done
words="$words$line"
[ -n "$words" ] || exit 0
eval "$words"`;
// A compression that it lacks is refused before it connects; port 9 of this host is nobody's database, and gets no password.
const ask = `pg_dump --version || exit
(unset PGPASSWORD; PGHOST=127.0.0.1 PGPORT=9 pg_dump --format=custom --compress=zstd:3 --file=/dev/null --no-password 2>&1)
echo "$1"
`;
/** A shell beside the server that waits for one program to run, with the connection in its environment. */
class WaitingShell {
    child;
    signal;
    #runtime;
    #env;
    #state = 'waiting';
    constructor(name, connection, runtime, signal, args = ['-c', run]) {
        const command = clientCommand('sh', args, connection, runtime);
        this.#runtime = runtime;
        this.#env = command.env ?? {};
        this.signal = signal;
        this.child = runtime.spawn({ ...command, name, stdin: 'open' }, signal);
    }
    /** There is none, or it has ended: what is begun is started then. */
    get isGone() {
        return this.#state === 'gone';
    }
    /** Runs the command in the place of the shell. At most once. */
    begin(command) {
        if (this.#state === 'gone')
            return this.#runtime.spawn(command, this.signal);
        this.#state = 'begun';
        // With several servers, the one that was reached meanwhile. A secret never changes, so it is never written here.
        const changed = Object.entries(command.env ?? {}).filter(([name, value]) => this.#env[name] !== value);
        const exports = changed.map(([name, value]) => `export ${name}=${waiting_quoted(value)}; `);
        const words = [command.program, ...command.args].map(waiting_quoted);
        this.child.stdin.end(`${exports.join('')}exec ${words.join(' ')}`);
        return this.child;
    }
    /** Lets the shell end by itself, unless it has begun. */
    async [Symbol.asyncDispose]() {
        if (this.#state === 'begun')
            return;
        this.#state = 'gone';
        this.child.stdin.end();
        this.child.stdout.resume();
        await this.child.ended.catch(() => undefined);
    }
}
/** A waiting shell that first says what its pg_dump is. */
class WaitingDump extends WaitingShell {
    runtime;
    /** Ends what was begun. */
    controller;
    #mark;
    #version;
    constructor(connection, runtime, outer) {
        const controller = new AbortController();
        const mark = (0,external_node_crypto_.randomUUID)();
        const args = ['-c', `${ask}${run}`, 'sh', mark];
        super('pg_dump', connection, runtime, AbortSignal.any([outer, controller.signal]), args);
        this.runtime = runtime;
        this.controller = controller;
        this.#mark = mark;
    }
    /** @throws Problem as `clientVersion`. */
    version() {
        this.#version ??= this.#ask();
        return this.#version;
    }
    async #ask() {
        const [first = '', ...more] = (await this.#head()).split('\n');
        const client = parseVersion(first);
        if (client !== undefined)
            return { client, zstd: client.major >= 16 && !refusesZstd(more.join('\n')) };
        if (this.isGone)
            throw new problem/* Problem */.AF('cancelled', 'the source was left before its programs had answered');
        // One after the other, so that the failure is told as what it is.
        await this[Symbol.asyncDispose]();
        const asked = await clientVersion('pg_dump', this.runtime, this.signal);
        return { client: asked, zstd: await canZstd(asked, this.runtime, this.signal) };
    }
    /** What it says before it waits; nothing where it does not come to that. */
    async #head() {
        let head = '';
        try {
            for await (const chunk of this.child.stdout.iterator({ destroyOnReturn: false })) {
                head += chunk;
                if (head.endsWith(`${this.#mark}\n`))
                    return head;
            }
        }
        catch (error) {
            if (!(0,problem/* isProblem */.AN)(error, 'tool-failed', 'tool-missing'))
                throw error;
        }
        return '';
    }
}
/** A word of a shell. */
function waiting_quoted(word) {
    return `'${word.replaceAll("'", String.raw `'\''`)}'`;
}

;// CONCATENATED MODULE: ./engine/postgres/programs.js
var programs_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var programs_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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













/**
 * Where the programs of a server run: according to `tools`; by default a service container that fits, else an image of
 * the server's version, else the host. `of`: the owner of the server, such as "source orders", for messages.
 * @throws Problem `tool-version` or `tool-missing`, with what was found where; `policy-invalid`, as `requireOwn`.
 */
async function findPrograms(connection, tools, options, signal, of = 'the database') {
    switch (tools.kind) {
        case 'service':
            return { runtime: await inService(connection, tools.service, options, signal, of) };
        case 'image':
            return { runtime: (0,programs/* onNetworkOf */.R$)(connection.host, tools.image, options) };
        case 'ssh':
        case 'pod':
            return { runtime: (0,programs/* onMachine */.R_)(tools, options) };
        case 'host':
            return { runtime: await onHost(connection, options, signal, of) };
        case 'auto':
            return await choosePostgres(connection, options, signal, of);
    }
}
async function inService(connection, name, options, signal, of) {
    const service = await (0,engine_service/* namedService */.l)(name, options, signal);
    await (0,own/* requireOwn */.S)(serversOf(connection), name, service, of, probeImage);
    return (0,runtime_runtime/* dockerExec */.SW)({ name, service, baseEnv: options.baseEnv });
}
/**
 * For a restore: if the service container is gone together with its source, the backup may be all that is left of it.
 * If the target is another server, the source's container tells nothing about it.
 */
async function programsLeft(connection, tools, options, signal) {
    try {
        return await foundRuntime(connection, tools, options, signal);
    }
    catch (error) {
        if (tools.kind !== 'service' || !(0,problem/* isProblem */.AN)(error, 'tool-missing', 'policy-invalid'))
            throw error;
        return await foundRuntime(connection, { kind: 'auto' }, options, signal);
    }
}
async function foundRuntime(...what) {
    const { runtime, program } = await findPrograms(...what);
    await program?.[Symbol.asyncDispose]();
    return runtime;
}
/** Where an archive is read: never in the source's own container, which need not be there. */
function readingRuntime({ server }, { image, tools }, bench) {
    // Where the policy wants no container, this machine's own programs read the archive.
    const fitting = tools.kind === 'host' || server === undefined ? undefined : imageOf(server);
    const used = image ?? fitting;
    return used === undefined ? (0,runtime_runtime/* hostRuntime */.Vo)({ env: bench.baseEnv }) : (0,programs/* offline */.WK)(used, bench);
}
/** The service container that is the server itself has its programs; else the image of its version; else the host. */
async function choosePostgres(connection, options, signal, of) {
    const { others = [] } = connection;
    // From inside a container, no other server of this machine is reached by its port.
    const isReached = others.length === 0 || serversOf(connection).every(({ host }) => !(0,runtime_runtime/* isLocal */.IX)(host));
    const service = isReached ? (0,programs/* serviceAt */.xQ)(connection, options.services) : undefined;
    if (service !== undefined) {
        const runtime = (0,runtime_runtime/* dockerExec */.SW)({ name: service[0], service: service[1], baseEnv: options.baseEnv });
        const program = new WaitingDump(connection, runtime, signal);
        if ((await versionOf(program)) !== undefined)
            return { runtime, program };
    }
    // A container of an image does not have this machine's sockets.
    if (connection.host.startsWith('/'))
        return { runtime: await onHost(connection, options, signal, of) };
    const major = await serverMajor(connection, options, signal, of);
    const found = [];
    if (await (0,runtime_runtime/* hasDocker */.pp)(options.baseEnv, signal)) {
        const runtime = (0,programs/* onNetworkOf */.R$)(connection.host, `postgres:${major}`, options);
        const program = new WaitingDump(connection, runtime, signal);
        const version = await versionOf(program);
        if (version?.major === major)
            return { runtime, program };
        await program[Symbol.asyncDispose]();
        found.push(version === undefined ? `postgres:${major} cannot be pulled` : `postgres:${major} holds ${version.text}`);
    }
    else
        found.push('docker does not answer');
    return { runtime: await hostOf(major, options, found, signal) };
}
/** The host's programs of the server's major. */
async function onHost(connection, options, signal, of) {
    const host = (0,runtime_runtime/* hostRuntime */.Vo)({ env: options.baseEnv, services: options.services });
    const all = await installed(options, signal);
    if (all.length === 0)
        await clientVersion('pg_dump', host, signal);
    if (all.length === 1)
        return all[0]?.runtime ?? host;
    return await hostOf(await serverMajor(connection, options, signal, of), options, [], signal);
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
        hint: `Set tools: { image: postgres:${major} }, or install postgresql-client-${major}.`,
    });
}
/** Every pg_dump of the host: that of PATH, and those that Debian and Ubuntu keep beside each other. */
async function installed(options, signal) {
    const path = options.baseEnv['PATH'] ?? '';
    const paths = [path, ...(await versionDirectories()).map((directory) => `${directory}:${path}`)];
    const found = [];
    for (const PATH of paths) {
        const runtime = (0,runtime_runtime/* hostRuntime */.Vo)({ env: { ...options.baseEnv, PATH }, services: options.services });
        const version = await versionIn(runtime, signal);
        if (version !== undefined && !found.some((other) => other.version.text === version.text))
            found.push({ runtime, version });
    }
    return found;
}
const debian = '/usr/lib/postgresql';
async function versionDirectories() {
    try {
        const majors = (await (0,external_node_fs_promises_.readdir)(debian)).filter((name) => /^\d+$/.test(name));
        return majors.sort((a, b) => Number(b) - Number(a)).map((major) => `${debian}/${major}/bin`);
    }
    catch (error) {
        if (error.code === 'ENOENT')
            return [];
        throw error;
    }
}
const versionIn = (runtime, signal) => unlessUnfit(() => clientVersion('pg_dump', runtime, signal));
const versionOf = (program) => unlessUnfit(async () => (await program.version()).client);
async function unlessUnfit(ask) {
    try {
        return await ask();
    }
    catch (error) {
        if ((0,problem/* isProblem */.AN)(error, 'tool-missing', 'tool-version', 'tool-failed'))
            return undefined;
        throw error;
    }
}
// Any psql can ask any server for its version: that of the host, else one of an image.
const probeImage = 'postgres:17';
async function serverMajor(connection, options, signal, of = 'the database') {
    const [host] = await installed(options, signal);
    const runtime = host?.runtime ?? (0,programs/* onNetworkOf */.R$)(connection.host, probeImage, options);
    const servers = serversOf(connection);
    const found = new AbortController();
    const asked = servers.map(async (server) => {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const one = servers.length === 1 ? connection : atServer(connection, server);
            const session = programs_addDisposableResource(env_1, await openSession(one, runtime, AbortSignal.any([signal, found.signal])), true);
            return (await serverFacts(session)).server.major;
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            const result_1 = programs_disposeResources(env_1);
            if (result_1)
                await result_1;
        }
    });
    // All of a cluster have one major version: the first to answer tells it.
    try {
        return await Promise.any(asked);
    }
    catch (error) {
        (0,problem/* stopIfAborted */.NI)(signal);
        if (!(error instanceof AggregateError))
            throw error;
        const [first] = error.errors;
        if (error.errors.length === 1 || !error.errors.every(isUnreached))
            throw first;
        const reasons = servers.map((server, index) => `${server.host}:${server.port}: ${explain(error.errors[index]).because}`);
        throw new problem/* Problem */.AF('source-failed', `${of}: none of the hosts can be dumped: ${reasons.join('; ')}`, {
            hint: first.hint,
            cause: error,
        });
    }
    finally {
        found.abort(new problem/* Problem */.AF('cancelled', 'another server has answered'));
        await Promise.allSettled(asked);
    }
}
const isUnreached = (error) => (0,problem/* isProblem */.AN)(error, 'tool-failed');

;// CONCATENATED MODULE: ./engine/postgres/list.js
var list_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var list_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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





/** Where the server is asked, the first that is there. */
const list_maintenance = ['postgres', 'template1'];
// Of providers, which nobody else may read: Amazon RDS, Cloud SQL, Azure, Aiven.
const ofProviders = ['rdsadmin', 'cloudsqladmin', 'azure_maintenance', 'azure_sys', '_aiven'];
/**
 * Every database but templates, those of the provider, and one that was half dropped. The one that every server is made with is
 * left out for as long as nothing is in it. Any user sees the names of all.
 */
const query = (maintained) => `
  select datname as name from pg_catalog.pg_database
  where not datistemplate and datconnlimit <> -2
    and datname <> all (array[${ofProviders.map((name) => `'${name}'`).join(', ')}])
    ${maintained === 'postgres'
    ? `and (datname <> 'postgres' or exists (
            select from pg_catalog.pg_class where oid >= 16384 union all
            select from pg_catalog.pg_proc where oid >= 16384 union all
            select from pg_catalog.pg_type where oid >= 16384 union all
            select from pg_catalog.pg_namespace where oid >= 16384 union all
            select from pg_catalog.pg_extension where oid >= 16384 union all
            select from pg_catalog.pg_largeobject_metadata))`
    : ''}
  order by datname collate "C"`;
async function listPostgres(source, bench, signal) {
    const [first, ...others] = list_maintenance;
    try {
        return await listBy(first, source, bench, signal);
    }
    catch (error) {
        const [other] = others;
        if (other === undefined ||
            !(0,problem/* isProblem */.AN)(error, 'tool-failed', 'source-failed') ||
            !/does not exist|permission denied for database/.test(error.message))
            throw error;
        return await listBy(other, source, bench, signal);
    }
}
/** The same server by a database that it has, as its URL names none. Throws where it names one. */
function listingSource(source, database = list_maintenance[0]) {
    refuseDatabase(source);
    return { ...source, url: (0,policy/* urlOf */.rs)(source.url, database) };
}
async function listBy(database, source, bench, signal) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const named = listingSource(source, database);
        const connection = connectionOf(named);
        const { runtime, program } = await findPrograms(ofAnyRole(connection), source.tools, bench, signal, `source ${source.name}`);
        await program?.[Symbol.asyncDispose]();
        // A replica may not have the newest yet.
        const { session } = await openOneOf(named, connection, runtime, 'primary', signal);
        const _ = list_addDisposableResource(env_1, session, true);
        return (await session.rows(query(database))).map(({ name }) => name);
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = list_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
/** The policy's text shows it only where the URL is written out in it. */
function refuseDatabase({ name, url }) {
    const text = url.reveal();
    const named = (0,policy/* databaseIn */.j6)(text) || /[?&]dbname=([^&#]+)/.exec(text)?.[1];
    if (!named)
        return;
    throw new problem/* Problem */.AF('policy-invalid', `source ${name}, by ${url.origin()}: the URL names a database, and databases names them as well`, { hint: 'Write the URL as postgres://user:password@host:5432, or take databases out of the policy.' });
}

;// CONCATENATED MODULE: ./engine/postgres/log/option.js
function logOptions(pointInTime) {
    return pointInTime === undefined
        ? { slot: 'auto' }
        : { slot: pointInTime.slot, maxSlotLag: pointInTime.maxSlotLagBytes };
}

;// CONCATENATED MODULE: ./engine/postgres/log/lsn.js
const low = 0xffffffffn;
/** As the server writes it: "0/63000380". */
function parseLsn(text) {
    const [, high, rest] = /^([0-9A-Fa-f]{1,8})\/([0-9A-Fa-f]{1,8})$/.exec(text) ?? [];
    return high === undefined || rest === undefined ? undefined : (BigInt(`0x${high}`) << 32n) | BigInt(`0x${rest}`);
}
function formatLsn(lsn) {
    return `${(lsn >> 32n).toString(16)}/${(lsn & low).toString(16)}`.toUpperCase();
}
/** The number of the segment that this byte lies in. */
function segmentOf(lsn, segmentBytes) {
    return lsn / BigInt(segmentBytes);
}
/** Where the segment of this byte begins. */
function floorOf(lsn, segmentBytes) {
    return lsn - (lsn % BigInt(segmentBytes));
}
/** The name of a segment's file: its timeline and its number, as xlog_internal.h has it. */
function segmentFile(timeline, segment, segmentBytes) {
    const each = (low + 1n) / BigInt(segmentBytes);
    return [BigInt(timeline), segment / each, segment % each]
        .map((part) => part.toString(16).toUpperCase().padStart(8, '0'))
        .join('');
}

;// CONCATENATED MODULE: ./engine/postgres/log/slot.js





/** The slot of a source: made once, and advanced by SQL alone. */
class Slot {
    name;
    #session;
    constructor(source, session) {
        this.name = slotName(source);
        this.#session = session;
    }
    async state() {
        const [row] = await this.#session.rows(`
      select restart_lsn::text as kept, wal_status as status,
        pg_catalog.pg_wal_lsn_diff(pg_catalog.pg_current_wal_lsn(), restart_lsn)::int8 as lag
      from pg_catalog.pg_replication_slots where slot_name = ${literal(this.name)} and slot_type = 'physical'`);
        if (row === undefined)
            return undefined;
        return { kept: parseLsn(row.kept ?? ''), status: row.status ?? 'lost', lagBytes: row.lag ?? 0 };
    }
    /** Makes it, where it is not there or keeps nothing, or will not after the next checkpoint. True if it did. */
    async make() {
        const state = await this.state();
        if (state !== undefined && state.status !== 'lost' && state.status !== 'unreserved')
            return false;
        if (state !== undefined)
            await this.drop();
        await this.#session.lines(`select pg_catalog.pg_create_physical_replication_slot(${literal(this.name)}, true) is null;`);
        return true;
    }
    /** The server may forget what lies before. It never goes back, and a second time does nothing. */
    async advance(until) {
        const state = await this.state();
        if (state?.kept === undefined || state.kept >= until)
            return;
        await this.#session.lines(`select pg_catalog.pg_replication_slot_advance(${literal(this.name)}, ${literal(formatLsn(until))}) is null;`);
    }
    async drop() {
        await this.#session.lines(`select pg_catalog.pg_drop_replication_slot(slot_name) is null
      from pg_catalog.pg_replication_slots where slot_name = ${literal(this.name)} and slot_type = 'physical';`);
    }
}
/** Of 63 bytes, letters, digits and "_": another source whose name differs only in other characters gets another slot. */
function slotName(name) {
    // The bases of a source, and its pieces, are kept under its name with a folder behind it.
    const source = name.replace(/\/=log.*$/, '');
    const plain = source
        .toLowerCase()
        .replaceAll(/[^a-z0-9_]/g, '_')
        .slice(0, 40);
    return `backproof_${plain}_${(0,external_node_crypto_.createHash)('sha256').update(source).digest('hex').slice(0, 8)}`;
}
/** What is worth telling of a slot that still keeps all that is needed. */
function slotFindings({ name }, state, { maxSlotLag }) {
    const tell = (level, message, hint) => ({
        level,
        blame: 'source',
        message,
        hint,
    });
    const kept = `the replication slot ${name} kept ${(0,words/* formatBytes */.z3)(state.lagBytes)} of log on the server`;
    const findings = [];
    if (state.status !== 'reserved')
        findings.push(tell('warning', `${kept}, more than max_wal_size (it is ${state.status}): the server removes it once it reaches max_slot_wal_keep_size`, 'Collect the log more often, or raise max_slot_wal_keep_size.'));
    if (maxSlotLag !== undefined && state.lagBytes > maxSlotLag)
        findings.push(tell('failure', `${kept}, more than max-slot-lag allows`, 'Collect the log more often, or raise max-slot-lag.'));
    return findings;
}
/** The slot has lost what it was to keep. */
function slotLost({ name }) {
    return new problem/* Problem */.AF('log-gap', `the server has invalidated the replication slot ${name}: what it kept reached max_slot_wal_keep_size`, {
        hint: 'Make a new base, which makes the slot again; what was collected until then stays restorable. Raise max_slot_wal_keep_size, or collect the log more often.',
    });
}

;// CONCATENATED MODULE: ./engine/postgres/log/fit.js






/** Roles and settings that only a provider's server has. */
const settingsQuery = `
  select pg_catalog.pg_is_in_recovery() as recovering, current_user as role,
    (select rolreplication or rolsuper from pg_catalog.pg_roles where rolname = current_user) as may,
    pg_catalog.current_setting('wal_level') as level,
    pg_catalog.current_setting('max_wal_senders')::int as senders,
    pg_catalog.current_setting('max_replication_slots')::int as slots,
    (select setting::int8 from pg_catalog.pg_settings where name = 'max_slot_wal_keep_size') as keep,
    (select count(*) from pg_catalog.pg_tablespace)::int as tablespaces,
    (select p.name from pg_catalog.pg_roles r join (values ('rdsadmin', 'Amazon RDS'), ('cloudsqladmin', 'Cloud SQL'),
      ('alloydbadmin', 'AlloyDB'), ('azuresu', 'Azure'), ('neon_superuser', 'Neon'), ('cloud_admin', 'Neon'))
      p(role, name) on p.role = r.rolname limit 1) as provider`;
/** Throws `source-failed`, and what to type, where a log or a base would fail for what the server is or how it is set up. */
async function mustBeFit(opening, options) {
    const { session, connection, source } = opening;
    const [found] = await session.rows(settingsQuery);
    if (found === undefined)
        throw new Error('a query without a condition gives a row');
    const because = obstacleOf(found, options, connection, (await new Slot(source.name, session).state()) !== undefined);
    if (because !== undefined)
        throw new problem/* Problem */.AF('source-failed', `${placeOf(connection)} cannot be restored to a point in time: ${because[0]}`, {
            hint: because[1],
        });
    await mustReplicate(opening);
}
/** Why its log cannot be collected, and what to type; undefined: nothing is in the way. */
function obstacleOf(found, options, connection, hasSlot) {
    const { role, keep } = found;
    const provider = found.provider ?? (/\.supabase\.(?:co|com)$/.test(connection.host) ? 'Supabase' : undefined);
    const withSlot = options.slot !== 'none';
    if (provider !== undefined)
        return [
            `that needs the physical replication protocol, which ${provider} does not offer`,
            `Take point-in-time out of this source, and let its schedule dump it more often: each dump is a recovery point. For any second between them, use the point-in-time recovery of ${provider}.`,
        ];
    if (found.recovering)
        return [
            'it is a standby, and the end of the log is only known by its primary',
            'Name the primary in its url, or set prefer: primary.',
        ];
    if (found.level === 'minimal')
        return [
            'wal_level is minimal, so its log does not have everything',
            "Run alter system set wal_level = 'replica'; and restart the server.",
        ];
    if (!found.may)
        return [`the role ${role} may not replicate`, `Run alter role ${shownRole(role)} replication; as a superuser.`];
    if (found.senders < 1)
        return ['max_wal_senders is 0', 'Run alter system set max_wal_senders = 10; and restart the server.'];
    // pg_default and pg_global are there always.
    if (found.tablespaces > 2)
        return [
            `it has ${(0,words/* plural */.LS)(found.tablespaces - 2, 'tablespace')} of its own, and a base is streamed of one directory only`,
            'Take point-in-time out of this source, or move what is in them to pg_default and drop them: select spcname from pg_tablespace;',
        ];
    if (withSlot && found.slots < 1)
        return [
            'max_replication_slots is 0',
            'Run alter system set max_replication_slots = 10; and restart the server, or set slot: none.',
        ];
    if (options.slot === 'auto' && keep < 0 && !hasSlot)
        return [
            'max_slot_wal_keep_size is -1, so with a replication slot a schedule that stops would fill its disk',
            "Run alter system set max_slot_wal_keep_size = '10GB'; select pg_reload_conf(); or accept that with slot: unlimited, or have none with slot: none and a large wal_keep_size.",
        ];
    return undefined;
}
/** Opens the connection that pg_basebackup and pg_receivewal open, of which pg_hba.conf says something of its own. */
async function mustReplicate({ runtime, connection, signal }) {
    const programs = { program: 'sh', args: ['-c', 'pg_receivewal --version && pg_basebackup --version'] };
    await (0,runtime_runtime/* text */.Qq)(runtime, { ...programs, name: 'pg_receivewal' }, signal);
    // A connection string of one parameter: the others come from the environment.
    const args = ['-X', '-w', '-A', '-t', '-d', 'replication=true', '-c', 'IDENTIFY_SYSTEM'];
    try {
        await (0,runtime_runtime/* text */.Qq)(runtime, clientCommand('psql', args, connection, runtime), signal);
    }
    catch (error) {
        throw replicationAdvice(error, connection, runtime);
    }
}
/** The same error with what to type, where a server refuses a replication connection. */
function replicationAdvice(error, { user }, { where }) {
    if (!(0,problem/* isProblem */.AN)(error, 'tool-failed'))
        return error;
    const said = (0,runtime_runtime/* failureOf */.g5)(error)?.stderr ?? '';
    const refused = (because, hint) => new problem/* Problem */.AF('source-failed', because, { hint, cause: error.cause });
    const role = shownRole(user);
    if (/no pg_hba\.conf entry for replication connection|pg_hba\.conf rejects replication/.test(said)) {
        const host = /from host "([^"]{1,60})"/.exec(said)?.[1];
        const isLocal = host === undefined || host === '[local]';
        const line = isLocal
            ? `local replication ${role} scram-sha-256`
            : `host replication ${role} ${cidr(host)} scram-sha-256`;
        return refused(`the role ${user} may not open a replication connection${isLocal ? '' : ` from ${host}`}: in pg_hba.conf "all" does not include replication`, `Add to pg_hba.conf: ${line}, and run select pg_reload_conf(); no restart is needed.`);
    }
    if (/must be superuser or replication role to start walsender|permission denied to start WAL sender/.test(said))
        return refused(`the role ${user} may not replicate`, `Run alter role ${role} replication; as a superuser.`);
    if (/exceeds max_wal_senders/.test(said))
        return refused('all of max_wal_senders are in use', 'Raise max_wal_senders, which needs a restart of the server, or run it when no other base is taken.');
    if (/not found/.test(said) && /pg_receivewal|pg_basebackup/.test(said))
        return new problem/* Problem */.AF('tool-missing', `pg_receivewal or pg_basebackup does not exist in ${where}`, {
            hint: 'Set tools: { image: postgres:17 } with the major version of the server.',
            cause: error.cause,
        });
    return error;
}
const cidr = (host) => `${host}/${host.includes(':') ? 128 : 32}`;

// EXTERNAL MODULE: ../../node_modules/zod/v4/core/core.js
var core = __webpack_require__(46416);
// EXTERNAL MODULE: ../../node_modules/zod/v4/classic/errors.js
var errors = __webpack_require__(31421);
;// CONCATENATED MODULE: ./engine/postgres/log/manifest.js



const lsn = schemas/* string */.YjP().transform((text, context) => {
    const parsed = parseLsn(text);
    if (parsed !== undefined)
        return parsed;
    context.addIssue({ code: 'custom', message: 'no LSN' });
    return core/* NEVER */.tm;
});
const shape = schemas/* looseObject */._H3({
    'WAL-Ranges': schemas/* array */.YOg(schemas/* looseObject */._H3({ Timeline: schemas/* number */.aig().int().positive(), 'Start-LSN': lsn, 'End-LSN': lsn }))
        .min(1)
        .max(1),
});
/** Reads a backup_manifest: all but its list of files. @throws Problem `dump-incomplete`. */
function parseManifest(bytes) {
    try {
        const [range] = shape.parse(JSON.parse(bytes.toString('utf8')))['WAL-Ranges'];
        if (range !== undefined)
            return { timeline: range.Timeline, start: range['Start-LSN'], end: range['End-LSN'] };
    }
    catch (error) {
        if (!(error instanceof SyntaxError || error instanceof errors/* ZodError */.G))
            throw error;
    }
    throw incomplete('the manifest of the base does not say where in the log it lies');
}
const block = 512;
/** One line of about 150 bytes for each file of the database. */
const mostBytes = 512 * 1024 * 1024;
const manifestFile = 'backup_manifest';
/** The same as a part of a base: what the next incremental one needs, which a job may open that cannot read the base. */
const manifestPart = `${manifestFile}.index`;
/** Looks at a tar as it passes and keeps its manifest, which pg_basebackup writes last. */
class ManifestWatch {
    #header = Buffer.alloc(0);
    /** Of the member that passes: content and padding. */
    #left = 0;
    #padding = 0;
    #kept;
    #manifest;
    #zeros = 0;
    push(chunk) {
        let rest = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
        while (rest.length > 0) {
            const step = this.#left > 0 ? Math.min(this.#left, rest.length) : Math.min(this.#padding, rest.length);
            if (this.#left > 0) {
                this.#kept?.push(Buffer.from(rest.subarray(0, step)));
                this.#left -= step;
                if (this.#left === 0)
                    this.#close();
            }
            else if (this.#padding > 0)
                this.#padding -= step;
            else {
                const more = rest.subarray(0, block - this.#header.length);
                this.#header = Buffer.concat([this.#header, more]);
                rest = rest.subarray(more.length);
                if (this.#header.length === block)
                    this.#open();
                continue;
            }
            rest = rest.subarray(step);
        }
    }
    end() {
        if (this.#zeros < 2 || this.#left > 0 || this.#padding > 0)
            throw incomplete('pg_basebackup ended without the end of a tar archive');
        if (this.#manifest === undefined)
            throw incomplete('pg_basebackup gave no manifest of the base');
    }
    /** After the end only. */
    get manifest() {
        if (this.#manifest === undefined)
            throw incomplete('the base has no manifest yet');
        return this.#manifest;
    }
    #open() {
        const header = this.#header;
        this.#header = Buffer.alloc(0);
        if (header.every((byte) => byte === 0)) {
            this.#zeros += 1;
            return;
        }
        if (this.#zeros > 0)
            throw incomplete('something follows the end of the tar archive of pg_basebackup');
        const name = header.toString('latin1', 0, 100).replace(/\0.*$/s, '');
        const size = sizeOf(header);
        this.#left = size;
        this.#padding = (block - (size % block)) % block;
        if (name !== manifestFile)
            return;
        if (size > mostBytes)
            throw incomplete(`the manifest of the base has ${size} bytes`);
        this.#kept = [];
        if (size === 0)
            this.#close();
    }
    #close() {
        if (this.#kept !== undefined)
            this.#manifest = Buffer.concat(this.#kept);
        this.#kept = undefined;
    }
}
/** In octal; above 8 GiB in base 256, as its first bit says. */
function sizeOf(header) {
    const field = header.subarray(124, 136);
    const size = ((field[0] ?? 0) & 0x80) === 0
        ? Number.parseInt(field.toString('latin1').replace(/[\0 ].*$/s, ''), 8)
        : Number(field.readBigUInt64BE(4));
    if (Number.isSafeInteger(size) && size >= 0)
        return size;
    throw incomplete('the tar archive of pg_basebackup has a member of no size');
}
const incomplete = (message) => new problem/* Problem */.AF('dump-incomplete', message, { hint: problem/* remedy */.zL.dump });

;// CONCATENATED MODULE: ./engine/postgres/log/base-copy.js






// With the log that it needs to be consistent, so that it can be restored alone.
const baseFlags = [
    ...['--pgdata=-', '--format=tar', '--wal-method=fetch', '--checkpoint=fast', '--no-sync', '--no-password'],
    '--label=backproof',
];
function copyAll(opening) {
    return copying(opening, clientCommand('pg_basebackup', baseFlags, opening.connection, opening.runtime));
}
function copying(opening, command) {
    const mine = new AbortController();
    const child = opening.runtime.spawn(command, AbortSignal.any([opening.signal, mine.signal]));
    child.ended.catch(() => undefined);
    const watch = new ManifestWatch();
    child.stdout.once('error', (error) => body.destroy(told(error, opening)));
    const body = (0,engine_body/* watchedBody */.L5)(child, watch);
    const end = async () => {
        mine.abort(new problem/* Problem */.AF('cancelled', 'the base was abandoned before its end'));
        await child.ended.catch(() => undefined);
    };
    return { child, body, watch, end };
}
/** What the program says, as what it means. */
function told(error, { connection, runtime }) {
    // All that it says where the server breaks it off: the log that the base needs itself comes last.
    if (!/COPY stream ended before last file was finished/.test((0,runtime_runtime/* failureOf */.g5)(error)?.stderr ?? ''))
        return replicationAdvice(error, connection, runtime);
    return new problem/* Problem */.AF('dump-incomplete', 'the server removed log that the base needs while the base was taken', {
        hint: 'Run it again. If it happens again, raise max_slot_wal_keep_size (with slot: none, wal_keep_size) to more than the server writes meanwhile.',
        cause: error,
    });
}

// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __webpack_require__(78474);
// EXTERNAL MODULE: ./engine/increment.js
var increment = __webpack_require__(62798);
;// CONCATENATED MODULE: ./engine/postgres/log/increment.js








/**
 * Begins a copy of what has changed after an earlier base. What stands in the way is told, before a byte of the base is there: then
 * all is copied.
 */
async function copyChanges(opening, { states }) {
    const fault = await incrementFault(opening);
    if (fault !== undefined)
        return { ...fault, message: (0,increment/* fullInstead */.S)(fault.message) };
    // The newest alone: its list has every file.
    const state = states.at(-1);
    if (state === undefined)
        throw new Error('an increment is built on something');
    let copy;
    try {
        await state.read(async (body) => {
            await copy?.end();
            copy = copying(opening, command(opening));
            await feedList(body, copy);
        });
        if (copy === undefined)
            throw new Error('the earlier list of files was not read');
        // The server has taken the list, and has its summaries, once it sends something.
        await (0,external_node_events_.once)(copy.body, 'readable');
        return copy;
    }
    catch (error) {
        await copy?.end();
        if (opening.signal.aborted || !(0,problem/* isFailure */.N6)(error) || error.code === 'cancelled')
            throw error;
        return { level: 'note', blame: 'source', ...whyNot(error) };
    }
}
async function feedList(body, { child }) {
    try {
        await (0,promises_.pipeline)(body, child.stdin);
    }
    catch (error) {
        // What the program says of its end comes before what is heard of a pipe that nobody reads.
        if (!(0,problem/* isFailure */.N6)(error))
            await child.ended;
        throw error;
    }
}
// The earlier list of files is read from a file, and comes on the input.
const script = `set -eu
umask 077
file="\${TMPDIR:-/tmp}/$1"; shift
trap 'trap "" HUP INT TERM; rm -f -- "$file"' EXIT
trap 'exit 143' HUP INT TERM
cat >"$file"
pg_basebackup --incremental="$file" "$@"`;
function command({ connection, runtime }) {
    const args = ['-c', script, 'sh', `backproof-${(0,external_node_crypto_.randomUUID)()}`, ...baseFlags];
    return { ...clientCommand('sh', args, connection, runtime), name: 'pg_basebackup', stdin: 'open' };
}
/** What keeps this server from making bases of what has changed alone: it must note which blocks have. */
async function incrementFault({ session, server }) {
    const fault = (message, hint) => ({ level: 'warning', blame: 'source', message, hint });
    if (server.major < 17)
        return fault(`PostgreSQL ${server.major} makes no incremental bases`, 'Take incremental out of point-in-time, or use PostgreSQL 17 or later.');
    const [setting] = await session.lines("select pg_catalog.current_setting('summarize_wal', true);");
    if (setting === 'on')
        return undefined;
    return fault('summarize_wal is off', 'Run alter system set summarize_wal = on; select pg_reload_conf();');
}
/** What the server, or a store, says of it. */
function whyNot(error) {
    const said = (0,runtime_runtime/* failureOf */.g5)(error)?.stderr ?? '';
    if (/WAL summaries are required on timeline/.test(said))
        return {
            message: (0,increment/* fullInstead */.S)('the server does not have the WAL summaries of all that was written since the last base'),
            hint: 'Take bases more often than wal_summary_keep_time, or raise it; summaries begin where summarize_wal was turned on.',
        };
    const because = /ERROR: +(.+)/.exec(said)?.[1] ?? ((0,runtime_runtime/* lastLines */.w$)(said) || error.message);
    return { message: (0,increment/* fullInstead */.S)(because) };
}

;// CONCATENATED MODULE: ./engine/postgres/log/position.js


const position_form = /^([0-9A-F]+\/[0-9A-F]+) (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)(?: marker ([0-9A-F]+\/[0-9A-F]+) tail ([0-9a-f]{64}))?$/;
const historyForm = /^system (\d{1,20}) timeline (\d{1,10})$/;
function formatPosition({ lsn, ended, time, system, timeline }) {
    const more = ended === undefined ? '' : ` marker ${formatLsn(ended.marker)} tail ${ended.tail}`;
    return { at: `${formatLsn(lsn)} ${time.toISOString()}${more}`, history: historyOf(system, timeline) };
}
const historyOf = (system, timeline) => `system ${system} timeline ${timeline}`;
/** undefined: this engine did not write it. */
function placeIn({ at, history }) {
    const [, lsnText = '', time = '', markerText, tail] = position_form.exec(at) ?? [];
    const [, system = '', timeline = ''] = historyForm.exec(history) ?? [];
    const lsn = parseLsn(lsnText);
    const marker = markerText === undefined ? undefined : parseLsn(markerText);
    if (lsn === undefined || system === '' || (marker !== undefined && marker > lsn))
        return undefined;
    const ended = marker === undefined || tail === undefined ? {} : { ended: { marker, tail } };
    return { lsn, ...ended, time: new Date(time), system, timeline: Number(timeline) };
}
/** @throws Problem `object-damaged` for a position that this engine did not write. */
function parsePosition(position) {
    const place = placeIn(position);
    if (place)
        return place;
    const { at, history } = position;
    throw new problem/* Problem */.AF('object-damaged', `${JSON.stringify(`${at}, ${history}`.slice(0, 200))} is no position of PostgreSQL's log`, {
        hint: 'Make a new base: the log is collected from there on. If it came from a store, its objects were changed.',
    });
}
/** Negative: `one` lies before `other`; undefined: in different histories, or one of them is no position, which hides no other. */
function comparePositions(one, other) {
    const [a, b] = [placeIn(one), placeIn(other)];
    if (a === undefined || b === undefined)
        return undefined;
    if (a.system !== b.system || a.timeline !== b.timeline)
        return undefined;
    return a.lsn < b.lsn ? -1 : a.lsn > b.lsn ? 1 : 0;
}

;// CONCATENATED MODULE: ./engine/postgres/log/standing.js


/** Its end is asked for last: all that was committed before this is called is in the log up to there. */
async function standing_standingOf(session) {
    const [row] = await session.rows(`
    select (select system_identifier::text from pg_catalog.pg_control_system()) as system,
      (select setting::int8 from pg_catalog.pg_settings where name = 'wal_segment_size') as bytes,
      l.lsn::text as end, pg_catalog.pg_walfile_name(l.lsn) as file
    from (select pg_catalog.pg_current_wal_flush_lsn() as lsn offset 0) l`);
    const end = parseLsn(row?.end ?? '');
    if (row === undefined || end === undefined)
        throw new Error('the server tells no end of its log');
    return { system: row.system, timeline: Number.parseInt(row.file.slice(0, 8), 16), segmentBytes: row.bytes, end };
}
/** By the server's clock, which the log's own times are of. */
async function serverClock(session) {
    const [text = ''] = await session.lines(`select pg_catalog.to_char(pg_catalog.clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');`);
    // Rounded down to milliseconds.
    const time = new Date(text);
    if (!Number.isNaN(time.getTime()))
        return time;
    throw new problem/* Problem */.AF('source-failed', `the server's clock says ${JSON.stringify(text)}`, {
        hint: "Set the clock of the server's machine.",
    });
}
/**
 * Writes a message into the log, in a transaction of its own: its commit is later than the clock says before, and has been
 * flushed once it is confirmed. So a recovery to that time finds where to stop, whatever else is written.
 */
async function mark(session) {
    const until = await serverClock(session);
    const [text = ''] = await session.lines([
        'begin read write;',
        // Not for the confirmation of standbys: what counts here is this server's own log.
        "set local synchronous_commit = 'local';",
        "select pg_catalog.pg_logical_emit_message(true, 'backproof', 'tick');",
        'commit;',
    ].join('\n'));
    const marker = parseLsn(text);
    if (marker === undefined)
        throw new Error(`the server tells no place of its message: ${text}`);
    return { until, marker, ...(await standing_standingOf(session)) };
}

;// CONCATENATED MODULE: ./engine/postgres/log/base.js












/** The parts of a base: the data directory with the log that it needs itself, and the list of its files for the next base. */
const basePart = 'base.tar';
/** A physical copy of the whole server. With `since`, of what has changed after that one, where the server can tell. */
function basePostgres(opening, options, since) {
    let result;
    async function* parts() {
        result = yield* baseParts(opening, options, since);
    }
    return {
        parts: { [Symbol.asyncIterator]: parts },
        result: () => {
            if (result !== undefined)
                return result;
            throw new problem/* Problem */.AF('dump-incomplete', `the base of ${opening.source.name} is not complete`, { hint: problem/* remedy */.zL.dump });
        },
    };
}
async function* baseParts(opening, options, since) {
    const { source, connection, session, server, version } = opening;
    await mustBeFit(opening, options);
    // Before the base: from here on the server keeps what follows it.
    if (options.slot !== 'none')
        await new Slot(source.name, session).make();
    const { system, segmentBytes } = await standing_standingOf(session);
    const time = await serverClock(session);
    const changes = since === undefined ? undefined : await copyChanges(opening, since);
    const isIncrement = changes !== undefined && 'child' in changes;
    const { child, body, watch, end: stop } = isIncrement ? changes : copyAll(opening);
    try {
        yield { name: basePart, compression: 'zstd', body };
        await child.ended.catch((error) => withAdvice(told(error, opening), connection.user));
        await (0,promises_.finished)(body);
    }
    finally {
        await stop();
    }
    const { timeline, start, end } = parseManifest(watch.manifest);
    // All that is in it was committed before.
    const moment = new Date((await serverClock(session)).getTime() + 1);
    yield { name: manifestPart, compression: 'zstd', body: external_node_stream_.Readable.from(slices(watch.manifest)) };
    const facts = {
        version: 1,
        engine: 'postgres',
        server: {
            ...server,
            settings: {
                ...server.settings,
                base: isIncrement ? 'increment' : 'full',
                'base start': formatLsn(start),
                'base end': formatLsn(end),
                'base moment': moment.toISOString(),
                'segment bytes': String(segmentBytes),
            },
        },
        sizeBytes: opening.sizeBytes,
        rows: {},
        objects: {},
    };
    return {
        facts,
        findings: changes !== undefined && !isIncrement ? [changes] : [],
        versions: { pg_basebackup: version.client.text },
        consistency: 'snapshot',
        // A recovery reads the whole segment in which the base begins.
        position: formatPosition({ lsn: floorOf(start, segmentBytes), time, system, timeline }),
        moment,
        ...(isIncrement && since !== undefined ? { base: since.id } : {}),
    };
}
function* slices(bytes) {
    const step = 64 * 1024;
    for (let at = 0; at < bytes.length; at += step)
        yield bytes.subarray(at, at + step);
}

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./engine/host-path.js
var host_path = __webpack_require__(97401);
;// CONCATENATED MODULE: ./engine/postgres/babelfish.js


/** The extension that makes a database speak T-SQL, and keeps SQL Server's catalog in tables of its own. */
const tsql = 'babelfishpg_tsql';
/**
 * Throws `source-failed` for a database of Babelfish. PostgreSQL's own pg_dump treats that catalog as the extension's, so the
 * dump would lack it, with exit code 0: which T-SQL databases there are, their schemas under their own names, logins, users.
 */
function mustNotBeBabelfish({ settings }, connection, hint = usual) {
    const installed = (settings['extensions'] ?? '').split(', ').map((extension) => extension.split(' ', 1)[0]);
    if (!installed.includes(tsql))
        return;
    throw new problem/* Problem */.AF('source-failed', `${placeOf(connection)} is a database of Babelfish (it has the extension ${tsql}): a dump by PostgreSQL's own pg_dump would lack its T-SQL databases, schemas, logins and users`, { hint });
}
const usual = "Back it up with engine: command and Babelfish's own bbf_dump and bbf_dumpall: docs/engines.md has a recipe under Command. Or copy the whole server, with point-in-time and schedule: never.";
/** Of a server that was played forward: its data directory has everything, and a dump of it does not. */
const leaveData = 'Restore a data directory, with --into ./data, and start it with the programs of Babelfish that the server had.';

// EXTERNAL MODULE: ./engine/facts.js
var engine_facts = __webpack_require__(55428);
;// CONCATENATED MODULE: ./engine/postgres/archive/sequence.js


/** The kind of objects by which facts name values of sequences: "public.orders_id_seq = 7". */
const sequenceValue = 'sequence value';
/**
 * The values that an archive sets, of the sequences of a scope. They are in no snapshot: what the archive says is the only
 * value that its restore can be held to exactly.
 */
function archivedValues(entries, sequences) {
    const names = new Map(sequences.map((sequence) => [String(sequence.oid), tableName(sequence)]));
    const oids = new Map(entries.filter(({ kind }) => kind === 'SEQUENCE').map(({ id, oid }) => [id, oid]));
    const found = entries.flatMap(({ definition = '', dependsOn }) => {
        const [, value, called] = /, (-?\d+), (true|false)\);\s*$/.exec(definition) ?? [];
        const name = dependsOn.flatMap((id) => names.get(oids.get(id) ?? '') ?? [])[0];
        return name === undefined || value === undefined ? [] : [said(name, value, called === 'true')];
    });
    return found.sort();
}
/** The values that sequences have now. Throws where the user may not read one. */
async function currentValues(session, sequences) {
    const found = [];
    for (const some of batchesOf(sequences)) {
        const statements = some.map((sequence) => {
            return `select last_value || case when is_called then '' else '?' end from ${qualified(sequence)};`;
        });
        const values = await session.lines(statements.join('\n'));
        some.forEach((sequence, index) => {
            const value = values[index] ?? '';
            found.push(said(tableName(sequence), value.replace('?', ''), !value.endsWith('?')));
        });
    }
    return found.sort();
}
function said(name, value, called) {
    return `${name} = ${value}${called ? '' : ', not used yet'}`;
}

;// CONCATENATED MODULE: ./engine/postgres/dump.js
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
















/** The dump of one database: `dump.pgc` or `dump.tar`, then `globals.sql`; the facts are those of the same snapshot. */
function dumpPostgres(opening) {
    const { source, version } = opening;
    const warnings = new Set();
    let facts;
    async function* parts() {
        facts = yield* dumpParts(opening, warnings);
    }
    return {
        parts: { [Symbol.asyncIterator]: parts },
        result: () => {
            if (facts === undefined)
                throw new problem/* Problem */.AF('dump-incomplete', `the dump of ${source.name} is not complete`, { hint: problem/* remedy */.zL.dump });
            const findings = [...warnings].map((message) => ({ level: 'warning', blame: 'source', message }));
            return { facts, findings, versions: { pg_dump: version.client.text }, consistency: 'snapshot' };
        },
    };
}
async function* dumpParts(opening, warnings) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { source, runtime, connection, server, waiting } = opening;
        const { zstd } = opening.version;
        const mine = waiting.controller;
        const signal = AbortSignal.any([opening.signal, mine.signal]);
        const fail = (error) => mine.abort(error);
        const running = dump_addDisposableResource(env_1, new Running(mine, warnings), true);
        const _ = dump_addDisposableResource(env_1, waiting
        // The server keeps what a snapshot sees for as long as it is open: not longer than the dump takes.
        , true);
        // The server keeps what a snapshot sees for as long as it is open: not longer than the dump takes.
        const session = dump_addDisposableResource(env_1, opening.session, true);
        await session.lines('begin isolation level repeatable read, read only');
        const [snapshot = ''] = await session.lines('select pg_catalog.pg_export_snapshot()');
        const scope = await scopeOf(source, session);
        const inExtensions = await extensionTables(session);
        for (const hidden of await hiddenMappings(session, scope))
            warnings.add(hidden);
        // Counts while pg_dump works: the session would only wait. What breaks one breaks the other.
        const counting = databaseFacts(session, scope, []);
        counting.catch(fail);
        session.broken.catch(fail);
        // Beside a large dump it would wait for hours.
        const isBrief = source.globals !== 'none' && opening.sizeBytes <= smallBytes && !waiting.isGone;
        const early = dump_addDisposableResource(env_1, isBrief ? new WaitingShell('pg_dumpall', connection, runtime, signal) : undefined
        // Of the database, whatever its applications are to read it in.
        , true);
        // Of the database, whatever its applications are to read it in.
        const encoding = `--encoding=${server.settings['encoding'] ?? 'UTF8'}`;
        const flags = [encoding, ...dumpFlags(snapshot, zstd), ...selectionFlags(source, scope)];
        const archive = archiveReader();
        const compression = zstd ? 'none' : 'zstd';
        if (source.jobs > 1) {
            const child = waiting.begin(directoryDump(flags, source.jobs, connection, runtime));
            const seen = (child) => tocInTar((0,engine_body/* watchedBody */.L5)(child, (0,engine_body/* endsAsTar */.OJ)('the directory of pg_dump')), archive);
            yield* part('dump.tar', compression, child, seen, running, connection);
        }
        else {
            const child = waiting.begin(clientCommand('pg_dump', ['--format=custom', ...flags], connection, runtime));
            yield* part('dump.pgc', compression, child, (child) => (0,engine_body/* watchedBody */.L5)(child, archive), running, connection);
        }
        const { facts: counted, tables, unread, unplanned, sequences } = await counting;
        const facts = source.allowEmpty && (0,engine_facts/* isEmpty */.I)(counted) ? withoutAnything(counted) : counted;
        const entries = archive.entries() ?? [];
        mustHoldSomething(facts, connection);
        mustHoldAll(tables, entries, inExtensions);
        if (unread.length > 0)
            warnings.add(dump_unreadable(unread));
        if (opening.host?.role === 'replica' && !(await isStandby(session)))
            warnings.add(promoted(opening.host));
        if (unplanned.length > 0)
            warnings.add(needsHelp(unplanned));
        if (source.globals !== 'none') {
            const command = globalsCommand(source, encoding, connection, runtime);
            const child = early?.begin(command) ?? runtime.spawn(command, signal);
            const said = (child) => (0,engine_body/* watchedBody */.L5)(child, (0,engine_body/* endsWith */.d5)('PostgreSQL database cluster dump complete', 'pg_dumpall'));
            yield* part('globals.sql', 'zstd', child, said, running, connection);
        }
        const values = archivedValues(entries, sequences);
        return values.length === 0 ? facts : { ...facts, objects: { ...facts.objects, [sequenceValue]: values } };
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
/** The size of a database whose dump takes seconds. */
const smallBytes = 256 * 1024 * 1024;
const mostWarnings = 20;
/** Each with what it names and advises, which come on lines of their own. */
function warningsIn(stderr) {
    const found = [];
    let isOpen = false;
    for (const line of stderr.split('\n').map((one) => one.trim())) {
        if (/^(?:pg_\w+: warning: |WARNING: +)\S/.test(line))
            found.push(line);
        else if (isOpen && /^(?:pg_\w+: )?(?:detail|hint|DETAIL|HINT): +\S/.test(line)) {
            const more = line.replace(/^(?:pg_\w+: )?(?:detail|DETAIL|hint|HINT): +/, '');
            found.push(`${found.pop() ?? ''} ${more}`);
        }
        else {
            isOpen = false;
            continue;
        }
        isOpen = true;
    }
    return found;
}
/** The programs of a dump: leaving it early, for whatever reason, ends them. */
class Running {
    #controller;
    #ends = [];
    #warnings;
    constructor(controller, warnings) {
        this.#controller = controller;
        this.#warnings = warnings;
    }
    /** What a program that succeeded has said nevertheless: that it left something out, or does not trust something. */
    heard(stderr) {
        for (const warning of warningsIn(stderr))
            if (this.#warnings.size < mostWarnings)
                this.#warnings.add(warning);
    }
    /** `end` settles when a program has ended. */
    add(end) {
        end.catch(() => undefined);
        this.#ends.push(end);
    }
    async [Symbol.asyncDispose]() {
        this.#controller.abort(new problem/* Problem */.AF('cancelled', 'the dump was abandoned before its end'));
        await Promise.allSettled(this.#ends);
    }
}
async function* part(name, compression, child, watched, running, { user }) {
    running.add(child.ended);
    // Before whoever passes the error on as it is.
    child.stdout.once('error', (error) => body.destroy(advised(error, user)));
    const body = watched(child);
    yield { name, compression, body };
    running.heard(await child.ended.catch((error) => withAdvice(error, user)));
    await (0,promises_.finished)(body);
}
function dumpFlags(snapshot, zstd) {
    // Never pg_dump's default, gzip: it is five times slower than zstd on the same data.
    const compress = zstd ? '--compress=zstd:3' : '--compress=0';
    return [`--snapshot=${snapshot}`, compress, '--lock-wait-timeout=60000', '--no-password'];
}
// The directory format cannot be streamed: it goes to a temporary directory where the program runs, removed whatever happens.
const viaDirectory = `set -eu
umask 077
directory="\${TMPDIR:-/tmp}/$1"; shift
trap 'trap "" HUP INT TERM; rm -rf -- "$directory"' EXIT
trap 'exit 143' HUP INT TERM
mkdir -- "$directory"
pg_dump "$@" --file="$directory/dump" >&2
tar -C "$directory/dump" -cf - .`;
function directoryDump(flags, jobs, connection, runtime) {
    const directory = `backproof-${(0,external_node_crypto_.randomUUID)()}`;
    const args = ['-c', viaDirectory, 'sh', directory, '--format=directory', `--jobs=${jobs}`, ...flags];
    return clientCommand('sh', args, connection, runtime);
}
function globalsCommand(source, encoding, connection, runtime) {
    // Managed servers deny pg_authid, which holds the passwords.
    const passwords = source.globals === 'with-passwords' ? [] : ['--no-role-passwords'];
    const database = `--database=${databaseArgument(connection.database)}`;
    const args = ['--globals-only', encoding, ...passwords, database, '--no-password'];
    return clientCommand('pg_dumpall', args, connection, runtime);
}
async function isStandby(session) {
    return (await session.lines('select pg_catalog.pg_is_in_recovery()'))[0] === 't';
}
function promoted({ name }) {
    return `${name} was promoted while it was dumped: the backup is of one moment before that, and has nothing that was written to it since`;
}
function dump_unreadable(tables) {
    return `unlogged tables have no rows on a standby, so the backup has none either: ${(0,words/* namesSome */.Tc)(tables.map(tableName))}`;
}
function needsHelp(tables) {
    return `an index of ${(0,words/* namesSome */.Tc)(tables.map(tableName))} calls a function that relies on search_path: the rows are in the backup and were counted by copying them, but a restore cannot create that index until the function names its schemas`;
}
/** The policy agrees to it, which whoever compares a restore with it must know. */
function withoutAnything(facts) {
    const { server } = facts;
    if (server === undefined)
        return facts;
    return { ...facts, server: { ...server, settings: { ...server.settings, empty: 'allowed' } } };
}
/** A backup of nothing would be proven by a restore of nothing. */
function mustHoldSomething(facts, connection) {
    if (!(0,engine_facts/* isEmpty */.I)(facts) || facts.server?.settings['empty'] === 'allowed')
        return;
    throw new problem/* Problem */.AF('source-failed', `${placeOf(connection)} contains nothing to back up`, {
        hint: 'Check that url names the right database, and check what tables and schemas select. If it is meant to be empty, write allow-empty: true.',
    });
}
/** The archive must hold the data of exactly the tables that were counted. */
function mustHoldAll(tables, entries, inExtensions) {
    // By oid: the archive's names are in the database's encoding, which need not be ours.
    const dumped = entries.filter((entry) => entry.kind === 'TABLE DATA');
    const held = new Set(dumped.map(({ oid }) => Number(oid)));
    const known = new Set([...tables, ...inExtensions].map(({ oid }) => oid));
    const missing = tables.filter(({ oid }) => !held.has(oid));
    const extra = dumped.filter(({ oid }) => !known.has(Number(oid)));
    const [first] = [...missing, ...extra];
    if (first === undefined)
        return;
    const what = missing.length > 0 ? `lacks ${missing.length} tables` : `has ${extra.length} tables that were not counted`;
    throw new problem/* Problem */.AF('dump-incomplete', `pg_dump's archive ${what}, the first ${first.schema}.${first.name}`, {
        hint: problem/* remedy */.zL.dump,
    });
}

;// CONCATENATED MODULE: ./engine/postgres/target.js
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













class PostgresTarget {
    where;
    name;
    path = undefined;
    throwAway;
    servers;
    #place;
    #runtime;
    /** What was restored has event triggers, or what is left of it may have. */
    #triggers = false;
    constructor(place) {
        this.where = addressOf(place.connection);
        this.name = place.connection.database;
        this.throwAway = place.remove !== undefined;
        this.servers = serversOf(place.connection);
        this.#place = place;
    }
    overlap(source) {
        return sameDatabase(connectionOf(source), this.#place.connection) ? 'same' : 'none';
    }
    async restore(backup, request) {
        try {
            return await this.#restore(backup, request);
        }
        catch (error) {
            throw unreached(withoutDatabase(error, this.#place.connection), this.where);
        }
    }
    async admit(backup, request) {
        try {
            const { connection, signal } = this.#place;
            await admitPostgres(backup, connection, await this.#reach(request), { ...request, signal });
        }
        catch (error) {
            throw unreached(withoutDatabase(error, this.#place.connection), this.where);
        }
    }
    async #restore(backup, request) {
        const { connection, signal } = this.#place;
        const runtime = await this.#reach(request);
        this.#triggers = hasTriggers(backup.facts);
        const options = { ...request, signal, sandboxed: this.throwAway };
        const { only } = request;
        // Before anything is changed: nothing that fails may follow a restore that is done.
        const expected = only.length > 0 ? await chosenFacts(backup, dumpPart(backup), only) : backup.facts;
        return { findings: await restorePostgres(backup, connection, runtime, options), expected };
    }
    /** Before the database is made, its server is reached by the one that always is there. */
    async #reach({ create }) {
        const { connection, find } = this.#place;
        this.#runtime ??= await find(create === true ? { ...connection, database: maintenance } : connection);
        return this.#runtime;
    }
    async facts(like, counted) {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const runtime = await this.#found();
            // What a login calls would add rows that are not the dump's.
            const open = this.#triggers || hasTriggers(like) ? openQuietly : openSession;
            const session = target_addDisposableResource(env_1, await open(this.#place.connection, runtime, this.#place.signal), true);
            await session.lines('begin isolation level repeatable read, read only');
            // A server's first superuser is not noted as an owner; in another server the same name is an ordinary role.
            const first = like.server?.settings['superuser'];
            const notRoles = first === undefined ? [] : [first];
            const { facts, sequences } = await databaseFacts(session, everything, notRoles, counted);
            if (like.objects[sequenceValue] === undefined)
                return likeDumped(facts, like);
            const objects = { ...facts.objects, [sequenceValue]: await currentValues(session, sequences) };
            return likeDumped({ ...facts, objects }, like);
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
    }
    async check(assertion) {
        return await checkPostgres(assertion, this.#place.connection, await this.#found(), this.#place.signal);
    }
    async [Symbol.asyncDispose]() {
        await this.#place.remove?.();
    }
    async #found() {
        this.#runtime ??= await this.#place.find(this.#place.connection);
        return this.#runtime;
    }
}
/** A server that is not there: its address is that of --into, whatever the source's url and tools are. */
function unreached(error, where) {
    if (!(0,problem/* isProblem */.AN)(error, 'tool-failed') || error.hint !== unreachedAdvice)
        return error;
    return new problem/* Problem */.AF(error.code, `--into ${where}: ${error.message}`, {
        hint: 'Check host and port in the URL of --into: localhost and the published port of the server, as `docker ps` shows it, or its name as the host if the job runs in a container.',
        cause: error.cause,
    });
}
const hasTriggers = ({ objects }) => (objects['event trigger'] ?? []).length > 0;

;// CONCATENATED MODULE: ./engine/postgres/log/recovered.js
var recovered_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var recovered_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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













/** A throw-away server that was played forward, reached by its socket alone. */
class RecoveredPostgres {
    target;
    reached;
    #parts;
    #connection;
    constructor(parts) {
        const { settings } = parts.server;
        this.#parts = parts;
        this.reached = parts.reached;
        this.#connection = {
            host: parts.room.path,
            port: 5432,
            database: settings['database'] ?? 'postgres',
            user: settings['superuser'] ?? 'postgres',
            password: undefined,
            parameters: {},
        };
        this.target = new PostgresTarget({
            connection: this.#connection,
            find: async () => parts.room.runtime,
            signal: parts.signal,
            remove: async () => undefined,
        });
    }
    /** A server that only looks recovered would take nothing. */
    async mustBePromoted() {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const { room, signal } = this.#parts;
            const session = recovered_addDisposableResource(env_1, await openQuietly(this.#connection, room.runtime, signal), true);
            const [recovering] = await session.lines('select pg_catalog.pg_is_in_recovery();');
            if (recovering === 'f')
                return;
            throw new problem/* Problem */.AF('restore-failed', 'the server has not ended its recovery', {
                hint: 'Take another moment or base.',
            });
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            const result_1 = recovered_disposeResources(env_1);
            if (result_1)
                await result_1;
        }
    }
    async objects() {
        const env_2 = { stack: [], error: void 0, hasError: false };
        try {
            const { room, signal } = this.#parts;
            const session = recovered_addDisposableResource(env_2, await openQuietly(this.#connection, room.runtime, signal), true);
            return await namesByKind(session, everything);
        }
        catch (e_2) {
            env_2.error = e_2;
            env_2.hasError = true;
        }
        finally {
            const result_2 = recovered_disposeResources(env_2);
            if (result_2)
                await result_2;
        }
    }
    dump() {
        const { room, source, signal } = this.#parts;
        const connection = this.#connection;
        let dump;
        async function* parts() {
            const env_3 = { stack: [], error: void 0, hasError: false };
            try {
                const waiting = recovered_addDisposableResource(env_3, new WaitingDump(connection, room.runtime, signal), true);
                const [session, version] = await Promise.all([openSession(connection, room.runtime, signal), waiting.version()]);
                const opened = recovered_addDisposableResource(env_3, session, true);
                const { server, sizeBytes } = await serverFacts(opened);
                mustNotBeBabelfish(server, connection, leaveData);
                const dumped = source ?? recovered_everything;
                dump = dumpPostgres({
                    ...{ source: dumped, runtime: room.runtime, signal, session, connection, server, sizeBytes, waiting, version },
                });
                yield* dump.parts;
            }
            catch (e_3) {
                env_3.error = e_3;
                env_3.hasError = true;
            }
            finally {
                const result_3 = recovered_disposeResources(env_3);
                if (result_3)
                    await result_3;
            }
        }
        return {
            parts: { [Symbol.asyncIterator]: parts },
            result: () => {
                if (dump !== undefined)
                    return dump.result();
                throw new problem/* Problem */.AF('dump-incomplete', 'the dump is not complete: it has not begun', { hint: problem/* remedy */.zL.dump });
            },
        };
    }
    async leaveIn(directory) {
        const { room, bench, signal } = this.#parts;
        await (0,host_path/* mustBeEmptyFolder */.yv)(directory);
        const made = await (0,external_node_fs_promises_.mkdir)(directory, { recursive: true, mode: 0o700 });
        await room.run('pg_ctl', ['-D', room.at('data'), '-m', 'fast', '-w', '-t', '3600', 'stop']);
        await room.shell('mv "$1/auto.conf" "$1/data/postgresql.auto.conf"', room.path);
        const packed = room.runtime.spawn({ program: 'tar', args: ['-c', '-f', '-', '-C', room.at('data'), '.'] }, signal);
        packed.ended.catch(() => undefined);
        let bytes = 0;
        const counted = (0,engine_body/* watchedBody */.L5)(packed, { push: (chunk) => (bytes += chunk.length), end: () => undefined });
        // tar may end before what pads the archive was read, and whoever packs it would not come to its end.
        const unpack = {
            program: 'sh',
            args: ['-ec', 'tar -x -p -f - -C "$1"; cat >/dev/null', 'sh', directory],
            name: 'tar',
        };
        try {
            await (0,runtime_runtime/* feed */.hm)((0,runtime_runtime/* hostRuntime */.Vo)({ env: bench.baseEnv }), unpack, counted, signal);
            await packed.ended;
        }
        catch (error) {
            // Half of a data directory must not look like one.
            const paths = made === undefined ? (await (0,external_node_fs_promises_.readdir)(directory)).map((name) => (0,external_node_path_.join)(directory, name)) : [made];
            for (const path of paths)
                await (0,external_node_fs_promises_.rm)(path, { recursive: true, force: true }).catch((also) => (0,problem/* noteAlso */.Gv)(error, also));
            throw error;
        }
        return bytes;
    }
    async [Symbol.asyncDispose]() {
        await this.#parts.end.disposeAsync();
    }
}
const recovered_everything = {
    name: 'recovered',
    jobs: 1,
    globals: 'without-passwords',
    tables: { include: [], exclude: [] },
    schemas: { include: [], exclude: [] },
    allowEmpty: true,
};

;// CONCATENATED MODULE: ./engine/postgres/log/recovery.js



/** What a server that recovers is told: to reach nobody, to run nothing of its own, and where to stop. */
function recoverySettings(stop, room, control) {
    const target = stop === 'consistency'
        ? { recovery_target: 'immediate' }
        : 'time' in stop
            ? { recovery_target_time: stop.time.toISOString().replace('T', ' ').replace('Z', '+00') }
            : { recovery_target_lsn: formatLsn(stop.lsn) };
    const settings = {
        ...target,
        recovery_target_inclusive: 'on',
        recovery_target_action: 'promote',
        recovery_target_timeline: 'current',
        // All of the log lies in its own folder already.
        restore_command: 'false',
        // Without readers it does not need the sizes that the primary had.
        hot_standby: 'off',
        max_prepared_transactions: String(control.preparedTransactions),
        listen_addresses: '',
        unix_socket_directories: room.path,
        hba_file: room.at('hba.conf'),
        ident_file: room.at('ident.conf'),
        ssl: 'off',
        archive_mode: 'off',
        shared_preload_libraries: '',
        session_preload_libraries: '',
        local_preload_libraries: '',
        max_logical_replication_workers: '0',
        autovacuum: 'off',
        max_locks_per_transaction: '1024',
        fsync: 'off',
        full_page_writes: 'off',
        synchronous_commit: 'off',
        huge_pages: 'off',
        logging_collector: 'off',
        log_destination: 'stderr',
        log_line_prefix: '',
        log_startup_progress_interval: '1s',
        log_timezone: 'UTC',
        lc_messages: 'C',
    };
    return Object.entries(settings)
        .map(([name, value]) => `${name} = '${value.replaceAll("'", "''")}'\n`)
        .join('');
}
function parseControl(said) {
    const value = (name) => {
        const line = said.split('\n').find((one) => one.startsWith(`${name}:`));
        if (line !== undefined)
            return line.slice(name.length + 1).trim();
        throw new problem/* Problem */.AF('object-damaged', `pg_controldata does not tell ${name} of the base`, { hint: problem/* remedy */.zL.damaged });
    };
    return {
        system: value('Database system identifier'),
        segmentBytes: Number(value('Bytes per WAL segment')),
        preparedTransactions: Math.max(64, Number(value('max_prepared_xacts setting'))),
    };
}
/** Starts it, and waits until it has stopped where it was told to. @throws Problem `restore-failed`. */
async function recoverServer(room, stop, runtime, signal, hear) {
    const args = ['postgres', '-D', room.at('data'), '-c', `config_file=${room.at('postgresql.conf')}`];
    // Its log, line by line.
    const child = runtime.spawn({ program: 'sh', args: ['-c', 'exec "$@" 2>&1', 'sh', ...args], name: 'postgres', env: { LC_ALL: 'C' } }, signal);
    child.ended.catch(() => undefined);
    const log = new RecoveryLog(hear);
    try {
        for await (const chunk of child.stdout.iterator({ destroyOnReturn: false })) {
            log.hear(String(chunk));
            if (log.isReady)
                break;
        }
    }
    catch (error) {
        if (signal.aborted)
            throw error;
        throw log.failure(error);
    }
    if (!log.isReady)
        throw log.failure(undefined);
    child.stdout.on('error', () => undefined);
    child.stdout.resume();
    log.mustHaveStopped(stop);
    return { child, reached: log.reached };
}
const keptLines = 20;
/** What a server says while it recovers. */
class RecoveryLog {
    isReady = false;
    reached;
    #stopped;
    #rest = '';
    #lines = [];
    #progress;
    constructor(progress) {
        this.#progress = progress;
    }
    hear(text) {
        const lines = (this.#rest + text).split('\n');
        this.#rest = (lines.pop() ?? '').slice(0, 10_000);
        for (const line of lines)
            this.#line(line);
    }
    /** Throws where it came to an end, but not to the one that it was told. */
    mustHaveStopped(stop) {
        const said = this.#stopped;
        const isThere = said !== undefined &&
            (stop === 'consistency'
                ? /after reaching consistency/.test(said)
                : 'time' in stop
                    ? stoppedAfter(said, stop.time)
                    : /WAL location \(LSN\) "/.test(said));
        if (isThere)
            return;
        throw new problem/* Problem */.AF('restore-failed', `the recovery did not stop where it was told to: ${said ?? 'the server does not say where it stopped'}`, { hint: 'Take a base that is older, or another moment.' });
    }
    /** Why it ended. */
    failure(cause) {
        const said = this.#lines.join('\n');
        const failed = (message, hint) => new problem/* Problem */.AF('restore-failed', message, { hint, cause });
        if (/recovery ended before configured recovery target was reached/.test(said))
            return failed('the log ends before the moment that was asked for, or has a gap before it', 'Take an earlier moment: `backproof list` shows until when the log goes.');
        if (/requested recovery stop point is before consistent recovery point/.test(said))
            return failed('the moment lies before the end of the base', 'Take a later moment, or a base that had ended before: `backproof list` shows them.');
        return failed(`the server cannot recover: ${(0,runtime_runtime/* lastLines */.w$)(said) || 'it says nothing'}`, 'What it says names what is missing; an extension that it needs to read its log must be in the image (verify: { image: ... }).');
    }
    #line(line) {
        this.#lines.push(line.slice(0, 1000));
        if (this.#lines.length > keptLines)
            this.#lines.shift();
        if (/^LOG: +recovery stopping /.test(line))
            this.#stopped = line;
        const reached = /last completed transaction was at log time (.+)$/.exec(line)?.[1];
        if (reached !== undefined)
            this.reached = timeIn(reached);
        const lsn = parseLsn(/redo in progress, .*current LSN: ([0-9A-F/]+)/.exec(line)?.[1] ?? '');
        if (lsn !== undefined)
            this.#progress(lsn);
        if (/database system is ready to accept connections/.test(line))
            this.isReady = true;
    }
}
/** "2026-11-21 07:28:53.519799+00" */
function timeIn(text) {
    const time = new Date(text.trim().replace(' ', 'T').replace(/\+00$/, 'Z'));
    return Number.isNaN(time.getTime()) ? undefined : time;
}
/** The first transaction that was left out ended later: to the millisecond, by which the time was rounded down. */
function stoppedAfter(said, time) {
    const left = timeIn(/ time (\S+ \S+)$/.exec(said)?.[1] ?? '');
    return / before (?:commit|abort)/.test(said) && left !== undefined && left >= time;
}

;// CONCATENATED MODULE: ./engine/postgres/log/room.js




/** A container with the programs of a server, in which nothing runs yet. */
function idleSandbox(image) {
    return {
        image,
        env: {},
        args: ['tail', '-f', '/dev/null'],
        // Whose programs refuse to run as root. Official images have that user, and what is built on them.
        user: 'postgres',
        ready: { program: 'true', args: [] },
        timeoutMs: 60_000,
    };
}
/** A folder in such a container, and what is done with it. */
class Room {
    path;
    runtime;
    #signal;
    constructor(path, runtime, signal) {
        this.path = path;
        this.runtime = runtime;
        this.#signal = signal;
    }
    static async make(runtime, signal) {
        // Its own volume, rather than the layer of the container.
        const script = `for at in "\${PGDATA:-/var/lib/postgresql/data}" /var/lib/postgresql /tmp; do
  if mkdir -m 700 "$at/backproof" 2>/dev/null; then echo "$at/backproof"; exit 0; fi
done
exit 1`;
        return new Room((await (0,runtime_runtime/* text */.Qq)(runtime, { program: 'sh', args: ['-c', script] }, signal)).trim(), runtime, signal);
    }
    at(name) {
        return `${this.path}/${name}`;
    }
    async run(program, args) {
        return await (0,runtime_runtime/* text */.Qq)(this.runtime, { program, args, env: { LC_ALL: 'C' } }, this.#signal);
    }
    async shell(script, ...args) {
        return await this.run('sh', ['-ec', script, 'sh', ...args]);
    }
    /** Unpacks a tar into a folder, which is made where it is not there. */
    async unpack(body, name, hear) {
        const args = ['-ec', 'mkdir -p -m 700 -- "$1"; tar -x -f - -C "$1"; cat >/dev/null', 'sh', this.at(name)];
        const counted = (0,engine_body/* watched */.VI)(body, { push: (chunk) => hear(chunk.length), end: () => undefined });
        await (0,runtime_runtime/* feed */.hm)(this.runtime, { program: 'sh', args, name: 'tar' }, counted, this.#signal);
    }
    /** With this text on its input. */
    async shellWith(input, script, ...args) {
        const command = { program: 'sh', args: ['-ec', script, 'sh', ...args] };
        await (0,runtime_runtime/* feed */.hm)(this.runtime, command, external_node_stream_.Readable.from([Buffer.from(input)]), this.#signal);
    }
    /** Runs a program whose failure says that the base is not what it should be. */
    async judge(program, args, what) {
        try {
            return await this.run(program, args);
        }
        catch (error) {
            if (!(0,problem/* isProblem */.AN)(error, 'tool-failed'))
                throw error;
            throw new problem/* Problem */.AF('object-damaged', `${what}: ${(0,runtime_runtime/* lastLines */.w$)((0,runtime_runtime/* failureOf */.g5)(error)?.stderr ?? error.message)}`, {
                hint: 'Restore from an older base, whose log goes on to the same moment: another --id, or another copy with --store NAME.',
                cause: error.cause,
            });
        }
    }
}

// EXTERNAL MODULE: ./engine/files/member.js
var member = __webpack_require__(80493);
;// CONCATENATED MODULE: ./engine/postgres/log/segments.js




/** @throws Problem `restore-failed` for pieces that do not join, are of different histories, or begin behind the base. */
function joined(pieces, position) {
    const [first, last] = [pieces[0], pieces.at(-1)];
    if (first === undefined || last === undefined)
        return undefined;
    pieces.slice(1).forEach((piece, index) => {
        const before = pieces[index]?.to;
        if (before?.at === piece.from.at && before.history === piece.from.history)
            return;
        throw segments_broken(`a piece of log begins at ${piece.from.at}, and the one before it ended at ${before?.at}`);
    });
    const [from, to, base] = [first.from, last.to, position].map(parsePosition);
    if (new Set([first.from, last.to, position].map(({ history }) => history)).size > 1)
        throw segments_broken(`the base at ${position.at} and the log from ${first.from.at} to ${last.to.at} are not of one history`);
    if (from.lsn <= base.lsn && base.lsn <= to.lsn)
        return { from, begin: base.lsn, to, pieces };
    throw segments_broken(`the log from ${first.from.at} to ${last.to.at} does not hold the base at ${position.at}`);
}
/**
 * The pieces as files of whole segments, which need no padding, in a tar that any tar reads: what is missing of the last one is
 * zeros, at which a recovery ends.
 */
async function* segmentsTar({ from, begin, to, pieces }, segmentBytes, hear) {
    const size = BigInt(segmentBytes);
    if (begin % size !== 0n)
        throw segments_broken('the base does not begin where a segment of the log does');
    let at = from.lsn;
    for await (let chunk of bytesOf(pieces)) {
        hear(chunk.length);
        const skipped = begin > at ? begin - at : 0n;
        if (skipped > 0n) {
            const step = Math.min(Number(skipped), chunk.length);
            at += BigInt(step);
            chunk = chunk.subarray(step);
        }
        while (chunk.length > 0) {
            if (at % size === 0n)
                yield headerOf(to.timeline, at, segmentBytes);
            const left = Number(size - (at % size));
            const step = chunk.subarray(0, left);
            yield step;
            at += BigInt(step.length);
            chunk = chunk.subarray(step.length);
        }
    }
    if (at % size !== 0n && at > begin) {
        for (let left = Number(size - (at % size)); left > 0; left -= zeros.length)
            yield zeros.subarray(0, Math.min(left, zeros.length));
    }
    yield member/* endOfArchive */.PG;
}
const zeros = Buffer.alloc(64 * 1024);
/** The bytes of all pieces, each of which has as many as its positions say. */
async function* bytesOf(pieces) {
    for (const piece of pieces) {
        const wanted = parsePosition(piece.to).lsn - parsePosition(piece.from).lsn;
        let read = 0n;
        for (const part of piece.parts)
            for await (const chunk of (await piece.open(part))) {
                read += BigInt(chunk.length);
                yield Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
            }
        if (read === wanted)
            continue;
        throw new problem/* Problem */.AF('object-damaged', `the piece of log that ends at ${piece.to.at} has ${read} bytes, not ${wanted}`, {
            hint: problem/* remedy */.zL.damaged,
        });
    }
}
function headerOf(timeline, at, segmentBytes) {
    return (0,member/* encodeMember */.Fi)({
        path: segmentFile(timeline, segmentOf(at, segmentBytes), segmentBytes),
        type: 'file',
        target: '',
        size: segmentBytes,
        mode: 0o600,
        uid: 0,
        gid: 0,
        mtimeNs: 0n,
        sparse: false,
    });
}
const segments_broken = (message, hint = 'Take another time, or another copy with --store NAME: `backproof list` shows both.') => new problem/* Problem */.AF('restore-failed', `${message}: it cannot be restored from these`, { hint });

;// CONCATENATED MODULE: ./engine/postgres/log/replay.js
var replay_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var replay_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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















const postgresReplay = {
    compare: comparePositions,
    leavesData: true,
    statePart: manifestPart,
    leftover: (source) => `its replication slot keeps log for nobody: run select pg_drop_replication_slot('${slotName(source)}'); there`,
    selectable: (objects) => relationKinds.flatMap((kind) => objects[kind] ?? []),
    means: meansQualified,
    recover,
};
async function recover(chain, until, by, bench, signal, hear = () => undefined) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const newest = chain.increments.at(-1) ?? chain.full;
        const { server } = newest.facts;
        if (server === undefined)
            throw new problem/* Problem */.AF('object-damaged', 'the facts of the base name no server', { hint: problem/* remedy */.zL.damaged });
        const pieces = joined(chain.log, chain.position);
        const stop = stopOf(until, pieces, server);
        const image = by.image ?? imageOf(server);
        const made = replay_addDisposableResource(env_1, new AsyncDisposableStack(), true);
        const sandbox = made.use(await (0,runtime_runtime/* startSandbox */.OT)(idleSandbox(image), { baseEnv: bench.baseEnv, label: bench.label, signal }));
        const room = await Room.make(sandbox.runtime, signal);
        const control = await layOut(room, chain, server, hear);
        if (pieces !== undefined) {
            const own = await setOwnLogAside(room);
            await bringLog(room, pieces, control, hear);
            await mustBeOneHistory(room, own, server, pieces, control);
        }
        // Settings that were made by SQL are the source's own: its log goes nowhere from here, its jobs do not run here.
        await room.shellWith(recoverySettings(stop, room, control), `cat >"$1/postgresql.conf"; echo "local all all trust" >"$1/hba.conf"; : >"$1/ident.conf"
cd "$1/data"; mv postgresql.auto.conf "$1/auto.conf"; rm -f standby.signal; : >postgresql.auto.conf; : >recovery.signal`, room.path);
        const begin = parseLsn(server.settings['base start'] ?? '') ?? 0n;
        const span = pieces === undefined ? {} : { ofBytes: Number(pieces.to.lsn - begin) };
        const recovered = await recoverServer(room, stop, sandbox.runtime, signal, (lsn) => hear({ step: 'replay', doneBytes: Number(lsn - begin), ...span }));
        const end = made.move();
        const opened = new RecoveredPostgres({
            room,
            server,
            source: by.source,
            bench,
            signal,
            reached: recovered.reached,
            end,
        });
        await opened.mustBePromoted();
        return opened;
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = replay_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
/** Where it is to stop. Throws `restore-failed` for a moment before the end of the base, and for one that no log reaches. */
function stopOf(until, pieces, { settings }) {
    if (until === 'end') {
        if (pieces === undefined)
            return 'consistency';
        if (pieces.to.ended === undefined)
            throw segments_broken('the last piece of log has no message at its end');
        return { lsn: pieces.to.ended.marker };
    }
    const moment = new Date(settings['base moment'] ?? Number.NaN);
    if (Number.isNaN(moment.getTime()))
        throw new problem/* Problem */.AF('object-damaged', 'the facts of the base do not say when it ended', { hint: problem/* remedy */.zL.damaged });
    if (until.time < moment)
        throw new problem/* Problem */.AF('restore-failed', `${until.time.toISOString()} lies before the end of the base at ${moment.toISOString()}, which has what was written until then`, { hint: 'Take an older base: `backproof list` shows them.' });
    const last = pieces?.to.time;
    if (last === undefined || until.time > last)
        throw new problem/* Problem */.AF('restore-failed', last === undefined
            ? `there is no log after the base: ${until.time.toISOString()} cannot be reached`
            : `the log was collected until ${last.toISOString()}: ${until.time.toISOString()} cannot be reached`, { hint: `Take --at latest${last === undefined ? '' : `, or --at ${last.toISOString()}`}.` });
    return { time: until.time };
}
/** The data directory, of the full base and what has changed after it, checked against its own list of files; what it is. */
async function layOut(room, { full, increments }, { major }, hear) {
    let doneBytes = 0;
    const unpack = async (base, name) => await room.unpack(await base.open(basePart), name, (bytes) => {
        doneBytes += bytes;
        hear({ step: 'base', doneBytes });
    });
    if (increments.length === 0)
        await unpack(full, 'data');
    else {
        const all = [full, ...increments];
        const names = all.map((_, index) => `base${index}`);
        for (const [index, base] of all.entries())
            await unpack(base, names[index] ?? '');
        const places = names.map((name) => room.at(name));
        // What need not be read is linked, where the program can do that.
        const link = major >= 18 ? ['--link'] : [];
        const args = ['--no-sync', ...link, '--output', room.at('data'), ...places];
        await room.judge('pg_combinebackup', args, 'the increments do not fit on the full base');
        await room.shell('rm -rf -- "$@"', ...places);
    }
    // Its own log is read when it is played back.
    const verify = 'pg_verifybackup --no-parse-wal --exit-on-error "$1" >&2; chmod 700 "$1"; pg_controldata -D "$1"';
    const args = ['-ec', verify, 'sh', room.at('data')];
    return parseControl(await room.judge('sh', args, `the base is not what its ${manifestFile} says`));
}
/** The log that the base brought along; gives its folder. */
async function setOwnLogAside(room) {
    const own = room.at('own-log');
    await room.shell('mkdir -m 700 "$2"; find "$1/pg_wal" -maxdepth 1 -type f -exec mv -- {} "$2" \\;', room.at('data'), own);
    return own;
}
/**
 * What was logged while the base was taken must be in the log as well. A machine that was set back after its base goes on with other
 * log at the same places: played onto that base, it would give a database that never was.
 */
async function mustBeOneHistory(room, own, { settings }, { to }, { segmentBytes }) {
    const [start, end] = [parseLsn(settings['base start'] ?? ''), parseLsn(settings['base end'] ?? '')];
    if (start === undefined || end === undefined || end <= start)
        throw new problem/* Problem */.AF('object-damaged', 'the facts of the base do not say where its log begins and ends', {
            hint: problem/* remedy */.zL.damaged,
        });
    const files = [];
    for (let at = floorOf(start, segmentBytes); at < end; at += BigInt(segmentBytes)) {
        const bytes = end - at < BigInt(segmentBytes) ? end - at : BigInt(segmentBytes);
        files.push(segmentFile(to.timeline, segmentOf(at, segmentBytes), segmentBytes), String(bytes));
    }
    const compare = `own=$1 log=$2; shift 2; beginning() { head -c "$2" -- "$1" | sha256sum; }
while [ $# -gt 0 ]; do
  for file in "$own/$1" "$log/$1"; do [ -f "$file" ] || { echo "there is no $file" >&2; exit 1; }; done
  [ "$(beginning "$own/$1" "$2")" = "$(beginning "$log/$1" "$2")" ] || { echo "they differ in $1" >&2; exit 1; }
  shift 2
done
rm -rf -- "$own"`;
    const args = ['-ec', compare, 'sh', own, room.at('data/pg_wal'), ...files];
    await room.judge('sh', args, 'the base is of a history that its log does not have: the server was set back after it was taken');
}
async function bringLog(room, pieces, control, hear) {
    if (pieces.to.system !== control.system)
        throw segments_broken(`the log is of system ${pieces.to.system}, and the base of ${control.system}`);
    const ofBytes = Number(pieces.to.lsn - pieces.from.lsn);
    let doneBytes = 0;
    const tar = segmentsTar(pieces, control.segmentBytes, (bytes) => {
        doneBytes += bytes;
        hear({ step: 'log', doneBytes, ofBytes });
    });
    await room.unpack(external_node_stream_.Readable.from(tar, { objectMode: false }), 'data/pg_wal', () => undefined);
}

;// CONCATENATED MODULE: ./engine/postgres/log/receive.js





/* pg_receivewal writes files, and follows a server for ever. Here it is told a place to stop at, and what it wrote is passed on
   before it is asked for more: so a slow store takes no disk, and no connection waits for it.
   - An empty file of the first segment makes it begin there, and at no other place that it would rather begin at.
   - It stops after the first byte that lies behind --endpos, so that is the last one wanted: at the end of an idle server's log
     the next one never comes.
   - Never with --slot: that would let the server forget what is not stored yet. */
const receive_script = `set -eu
umask 077
directory="\${TMPDIR:-/tmp}/$1" timeline=$2 segment=$3 size=$4 end=$5 batch=$6
trap 'trap "" HUP INT TERM; rm -rf -- "$directory"' EXIT
trap 'exit 143' HUP INT TERM
mkdir -- "$directory"
named() {
  printf '%08X%08X%08X' "$timeline" $(($1 / (4294967296 / size))) $(($1 % (4294967296 / size)))
}
while [ $((segment * size)) -lt "$end" ]; do
  stop=$(((segment + batch) * size))
  [ "$stop" -lt "$end" ] || stop=$end
  last=$((stop - 1))
  : >"$directory/$(named "$segment").partial"
  pg_receivewal --directory="$directory" --endpos="$(printf '%X/%X' $((last >> 32)) $((last & 4294967295)))" \\
    --no-loop --no-sync --no-password >&2
  while [ $((segment * size)) -lt "$stop" ]; do
    file="$directory/$(named "$segment")"
    [ -f "$file" ] || file="$file.partial"
    bytes=$((stop - segment * size))
    [ "$bytes" -lt "$size" ] || bytes=$size
    [ "$(wc -c <"$file")" -ge "$bytes" ] || { echo "error: it left a segment that is too short: $file" >&2; exit 1; }
    head -c "$bytes" "$file"
    rm -- "$file"
    segment=$((segment + 1))
  done
done`;
/** How much of it lies on the disk of the programs at once. */
const batchBytes = 256 * 1024 * 1024;
/** Where the log is read from again, so that what was stored can be compared with it. */
function rereadFrom({ lsn, ended }, segmentBytes) {
    return floorOf(ended === undefined ? lsn : ended.marker - 1n, segmentBytes);
}
function receiveCommand(range, connection, runtime) {
    const { timeline, segmentBytes, begin, to } = range;
    const first = segmentOf(begin, segmentBytes);
    const batch = Math.max(1, Math.floor(batchBytes / segmentBytes));
    const args = [timeline, first, segmentBytes, to, batch].map(String);
    const command = clientCommand('sh', ['-c', receive_script, 'sh', `backproof-${(0,external_node_crypto_.randomUUID)()}`, ...args], connection, runtime);
    return { ...command, name: 'pg_receivewal' };
}
/** Takes what is received apart: what was stored before and must be the same, and the piece itself. */
class Received extends external_node_stream_.Transform {
    #range;
    /** Of what lies before the piece; undefined: nothing of it is known. */
    #before;
    #tail = { hash: (0,external_node_crypto_.createHash)('sha256'), begin: 0n };
    #at;
    #joined = false;
    /** `marker`: that of the end of this piece. */
    constructor(range, place, marker) {
        super({ highWaterMark: 1024 * 1024 });
        this.#range = range;
        this.#at = range.begin;
        this.#tail.begin = floorOf(marker - 1n, range.segmentBytes);
        this.#before = place.ended && { hash: (0,external_node_crypto_.createHash)('sha256'), expected: place.ended.tail };
    }
    /** Once it has ended. */
    tail() {
        return this.#tail.hash.copy().digest('hex');
    }
    _transform(chunk, _encoding, callback) {
        try {
            const end = this.#at + BigInt(chunk.length);
            if (end > this.#range.to)
                throw this.#incomplete(`more than was asked for, up to ${formatLsn(end)}`);
            const known = this.#slice(chunk, this.#range.begin, this.#range.from);
            if (known.length > 0)
                this.#before?.hash.update(known);
            if (end >= this.#range.from)
                this.#join();
            this.#tail.hash.update(this.#slice(chunk, this.#tail.begin, this.#range.to));
            const piece = this.#slice(chunk, this.#range.from, this.#range.to);
            this.#at = end;
            callback(null, piece.length > 0 ? piece : undefined);
        }
        catch (error) {
            callback(error);
        }
    }
    _flush(callback) {
        const isWhole = this.#at === this.#range.to && this.#joined;
        callback(isWhole ? null : this.#incomplete(`only what lies before ${formatLsn(this.#at)}`));
    }
    /** Those bytes of the chunk, which begins at `#at`, that lie between both. */
    #slice(chunk, from, to) {
        const within = (lsn) => Number(lsn <= this.#at ? 0n : lsn - this.#at);
        return chunk.subarray(Math.min(within(from), chunk.length), Math.min(within(to), chunk.length));
    }
    #join() {
        if (this.#joined)
            return;
        this.#joined = true;
        if (this.#before === undefined || this.#before.hash.digest('hex') === this.#before.expected)
            return;
        throw new problem/* Problem */.AF('log-gap', `the server's history differs from what was collected before ${formatLsn(this.#range.from)}`, {
            hint: 'Its machine was set back to an earlier state, by a snapshot perhaps. Make a new base; what was collected until then stays restorable.',
        });
    }
    #incomplete(what) {
        const { from, to } = this.#range;
        const wanted = `the log from ${formatLsn(from)} to ${formatLsn(to)}`;
        return new problem/* Problem */.AF('dump-incomplete', `pg_receivewal gave ${what}, and not ${wanted}`, { hint: problem/* remedy */.zL.dump });
    }
}

;// CONCATENATED MODULE: ./engine/postgres/log/collect.js










/** The one part of a piece: the bytes of the log from where it begins to where it ends, as the server has them. */
const walPart = 'wal';
function collectPiece(opening, options, from) {
    let result;
    async function* parts() {
        result = yield* received(opening, options, from);
    }
    return {
        parts: { [Symbol.asyncIterator]: parts },
        result: () => {
            if (result !== undefined)
                return result;
            throw new problem/* Problem */.AF('dump-incomplete', `the log of ${opening.source.name} after ${from.at} is not complete`, {
                hint: 'Run it again: the server still has it.',
            });
        },
    };
}
async function* received(opening, options, from) {
    const { source, session, runtime, connection } = opening;
    const place = parsePosition(from);
    const findings = await slotStands(new Slot(source.name, session), options);
    const marked = await mark(session);
    mustFollow(place, marked);
    const { segmentBytes, timeline, system, end, marker, until } = marked;
    const range = { timeline, segmentBytes, begin: rereadFrom(place, segmentBytes), from: place.lsn, to: end };
    const mine = new AbortController();
    const child = runtime.spawn(receiveCommand(range, connection, runtime), AbortSignal.any([opening.signal, mine.signal]));
    child.ended.catch(() => undefined);
    const body = new Received(range, place, marker);
    // Before whoever passes the error on as it is.
    child.stdout.once('error', (error) => body.destroy(collect_told(error, opening, place.lsn)));
    (0,external_node_stream_.pipeline)(child.stdout, body, () => undefined);
    try {
        yield { name: walPart, compression: 'zstd', body };
        await child.ended.catch((error) => {
            throw collect_told(error, opening, place.lsn);
        });
        await (0,promises_.finished)(body);
    }
    finally {
        mine.abort(new problem/* Problem */.AF('cancelled', 'the piece of log was abandoned before its end'));
        await child.ended.catch(() => undefined);
    }
    const to = formatPosition({ lsn: end, ended: { marker, tail: body.tail() }, time: until, system, timeline });
    return { from, to, covers: { from: place.time, until }, findings };
}
/** A slot that somebody dropped is made again before anything is received: what is still there is kept from then on. */
async function slotStands(slot, options) {
    if (options.slot === 'none')
        return [];
    const state = await slot.state();
    if (state?.status === 'lost')
        throw slotLost(slot);
    if (state !== undefined)
        return slotFindings(slot, state, options);
    await slot.make();
    return [
        {
            level: 'warning',
            blame: 'source',
            message: `the replication slot ${slot.name} was not there, and was made again: until then nothing kept the log on the server`,
            hint: 'Whoever drops it should know that the log of this source is kept by it: see select * from pg_replication_slots.',
        },
    ];
}
/** Throws `log-gap` where the server's log is another than the one that was collected. */
function mustFollow(place, now) {
    const again = 'Make a new base: the log is collected from there on. What was collected until then stays restorable.';
    const gap = (message) => new problem/* Problem */.AF('log-gap', message, { hint: again });
    if (place.system !== now.system)
        throw gap(`the server is another one (system identifier ${place.system} before, ${now.system} now)`);
    if (place.timeline !== now.timeline)
        throw gap(`the server was restored or failed over (timeline ${place.timeline} before, ${now.timeline} now, the same system): its log was collected until ${formatLsn(place.lsn)}`);
    if (place.lsn > now.end)
        throw gap(`the server's log ends at ${formatLsn(now.end)}, before ${formatLsn(place.lsn)}, up to where it was collected: it was set back to an earlier state`);
}
/** What the server says of log that it does not have, or of a connection that it does not take. */
function collect_told(error, opening, from) {
    if (!(0,problem/* isProblem */.AN)(error, 'tool-failed'))
        return error;
    const said = (0,runtime_runtime/* failureOf */.g5)(error)?.stderr ?? '';
    const removed = /requested WAL segment ([0-9A-F]{24}) has already been removed/.exec(said)?.[1];
    if (removed !== undefined)
        return new problem/* Problem */.AF('log-gap', `the server has removed the segment ${removed} of its log, which was not collected yet (from ${formatLsn(from)})`, {
            hint: 'Make a new base; what was collected until then stays restorable. Collect the log more often, or raise max_slot_wal_keep_size (with slot: none, wal_keep_size).',
            cause: error.cause,
        });
    if (/requested starting point .* (?:is ahead of the WAL flush position|is not in this server's history)/.test(said))
        return new problem/* Problem */.AF('log-gap', `the server's log does not reach ${formatLsn(from)}`, {
            hint: 'Make a new base; what was collected until then stays restorable.',
            cause: error.cause,
        });
    return replicationAdvice(error, opening.connection, opening.runtime);
}

;// CONCATENATED MODULE: ./engine/postgres/log/source.js









/** The write-ahead log of a server, by its replication protocol. */
function postgresLog(opening, options) {
    const { source, session } = opening;
    const slot = new Slot(source.name, session);
    return {
        rehearse: () => mustBeFit(opening, options),
        base: (since) => basePostgres(opening, options, since),
        incrementFault: () => incrementFault(opening),
        end: async () => {
            const time = await serverClock(session);
            const { end, system, timeline } = await standing_standingOf(session);
            return formatPosition({ lsn: end, time, system, timeline });
        },
        collect: (from) => collectPiece(opening, options, from),
        release: async (until) => await release(until, slot, opening),
        teardown: () => slot.drop(),
    };
}
async function release(until, slot, { session }) {
    const place = parsePosition(until);
    const now = await standing_standingOf(session);
    mustFollow(place, now);
    const keepFrom = rereadFrom(place, now.segmentBytes);
    if (place.ended === undefined) {
        const kept = (await slot.state())?.kept;
        // Nothing follows from it where the server may have forgotten that already.
        if (kept === undefined || keepFrom <= kept)
            return;
        throw new problem/* Problem */.AF('usage', `no piece of log has ended at ${until.at}`, {
            hint: 'Collect a piece of log and store it first; the server may forget what lies before its end.',
        });
    }
    await slot.advance(keepFrom);
}

;// CONCATENATED MODULE: ./engine/postgres/log/log.js




// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: ./engine/schema-line.js
var schema_line = __webpack_require__(72959);
;// CONCATENATED MODULE: ./engine/postgres/schema.js
var schema_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var schema_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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



// What came with an extension is its own to change; the extension has a line.
const schema_own = (catalog, oid) => `not ${ofExtension(`pg_catalog.${catalog}`, oid)}`;
const schema_kinds = `case c.relkind when 'r' then 'table' when 'p' then 'table' when 'v' then 'view' when 'm' then 'materialized view'
  when 'S' then 'sequence' when 'f' then 'foreign table' when 'c' then 'type' end`;
const schema_relations = `relations as (
  select c.oid, c.relkind, c.relpersistence, c.relrowsecurity, c.relforcerowsecurity, c.reloptions, c.relam, c.relpartbound,
    ${schema_kinds} as kind, format('%I.%I', n.nspname, c.relname) as name
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p', 'v', 'm', 'S', 'f', 'c') and c.relname is not null
    and n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and ${schema_own('pg_class', 'c.oid')})`;
const schema_schemas = `schemas as (
  select oid, nspname from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema')`;
/** Each gives a name, and what it is. Definitions are those that the server writes itself, which name everything in full. */
const queries = [
    `select 'schema ' || quote_ident(nspname), '' from schemas`,
    `select 'extension ' || quote_ident(extname), extversion from pg_extension`,
    `select kind || ' ' || name, concat_ws(' ',
      case relpersistence when 'u' then 'unlogged' end,
      case when relkind in ('v', 'm') then 'definition ' || md5(pg_get_viewdef(oid)) end,
      case when relkind = 'p' then 'partition by ' || pg_get_partkeydef(oid) end,
      pg_get_expr(relpartbound, oid),
      (select 'of ' || string_agg(inhparent::regclass::text, ', ' order by inhseqno) from pg_inherits where inhrelid = oid),
      case when relrowsecurity then 'row security' end, case when relforcerowsecurity then 'forced' end,
      array_to_string(reloptions, ' '))
    from relations`,
    `select 'column ' || r.name || '.' || quote_ident(a.attname), concat_ws(' ', format_type(a.atttypid, a.atttypmod),
      case when a.attcollation <> t.typcollation then 'collate ' || a.attcollation::regcollation end,
      case when a.attnotnull then 'not null' end,
      case a.attidentity when 'a' then 'generated always as identity' when 'd' then 'generated by default as identity' end,
      case a.attgenerated when 's' then 'generated stored as ' || pg_get_expr(d.adbin, d.adrelid)
        when 'v' then 'generated virtual as ' || pg_get_expr(d.adbin, d.adrelid)
        else 'default ' || pg_get_expr(d.adbin, d.adrelid) end)
    from relations r join pg_attribute a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped
    join pg_type t on t.oid = a.atttypid left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where r.relkind <> 'S'`,
    // Those of a constraint have a line as that.
    `select 'index ' || quote_ident(x.relname) || ' on ' || r.name,
      pg_get_indexdef(i.indexrelid) || case when i.indisvalid then '' else ' (invalid)' end
    from relations r join pg_index i on i.indrelid = r.oid join pg_class x on x.oid = i.indexrelid
    where not exists (select from pg_constraint where conindid = i.indexrelid and contype in ('p', 'u', 'x'))`,
    // "not null" is the column's.
    `select 'constraint ' || quote_ident(o.conname) || ' on ' || r.name, pg_get_constraintdef(o.oid)
    from relations r join pg_constraint o on o.conrelid = r.oid where o.contype in ('c', 'f', 'p', 'u', 'x')`,
    `select 'trigger ' || quote_ident(g.tgname) || ' on ' || r.name,
      pg_get_triggerdef(g.oid) || case g.tgenabled when 'O' then '' else ' (' || g.tgenabled::text || ')' end
    from relations r join pg_trigger g on g.tgrelid = r.oid where not g.tgisinternal`,
    `select 'rule ' || quote_ident(u.rulename) || ' on ' || r.name, pg_get_ruledef(u.oid)
    from relations r join pg_rewrite u on u.ev_class = r.oid where u.rulename <> '_RETURN'`,
    `select 'policy ' || quote_ident(p.polname) || ' on ' || r.name, concat_ws(' ', p.polcmd::text, case when not p.polpermissive then 'restrictive' end,
      (select string_agg(coalesce(o.rolname, 'public'), ', ' order by o.rolname) from unnest(p.polroles) m left join pg_roles o on o.oid = m),
      'using ' || pg_get_expr(p.polqual, p.polrelid), 'check ' || pg_get_expr(p.polwithcheck, p.polrelid))
    from relations r join pg_policy p on p.polrelid = r.oid`,
    `select 'sequence ' || r.name || ' values', concat_ws(' ', format_type(s.seqtypid, null), 'from', s.seqstart, 'by', s.seqincrement, 'between', s.seqmin, 'and', s.seqmax,
      case when s.seqcycle then 'cycle' end)
    from relations r join pg_sequence s on s.seqrelid = r.oid`,
    `select case p.prokind when 'p' then 'procedure ' when 'a' then 'aggregate ' else 'function ' end
      || format('%I.%I(%s)', n.nspname, p.proname, pg_get_function_identity_arguments(p.oid)),
      case when p.prokind = 'a' then coalesce(pg_get_function_result(p.oid), '') else concat_ws(' ', 'returns ' || pg_get_function_result(p.oid),
        'definition ' || md5(pg_get_functiondef(p.oid))) end
    from pg_proc p join schemas n on n.oid = p.pronamespace where ${schema_own('pg_proc', 'p.oid')}
      and not exists (select from pg_depend i where i.classid = 'pg_proc'::regclass and i.objid = p.oid and i.deptype = 'i')`,
    `select case t.typtype when 'd' then 'domain ' else 'type ' end || format('%I.%I', n.nspname, t.typname),
      case t.typtype when 'e' then (select 'enum ' || string_agg(quote_literal(enumlabel), ', ' order by enumsortorder) from pg_enum where enumtypid = t.oid)
        when 'r' then (select concat_ws(' ', 'range of', format_type(rngsubtype, null)) from pg_range where rngtypid = t.oid)
        when 'b' then ''
        else concat_ws(' ', format_type(t.typbasetype, t.typtypmod), case when t.typnotnull then 'not null' end, 'default ' || t.typdefault,
          (select string_agg(pg_get_constraintdef(o.oid), ' ' order by o.conname) from pg_constraint o where o.contypid = t.oid and o.contype = 'c')) end
    from pg_type t join schemas n on n.oid = t.typnamespace where t.typtype in ('e', 'd', 'r', 'b') and t.typcategory <> 'A' and ${schema_own('pg_type', 't.oid')}`,
    `select 'event trigger ' || quote_ident(evtname), concat_ws(' ', evtevent, array_to_string(evttags, ' '), evtfoid::regproc::text, evtenabled::text)
    from pg_event_trigger where ${schema_own('pg_event_trigger', 'oid')}`,
];
/** What the database is made of, without what the system and its extensions brought. Owners and privileges are not in it. */
async function postgresSchema(connection, runtime, signal) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const session = schema_addDisposableResource(env_1, await openQuietly(connection, runtime, signal), true);
        await session.lines('begin isolation level repeatable read, read only');
        const union = queries.map((one) => `(${one})`).join(' union all ');
        const rows = await session.rows(`with ${schema_relations}, ${schema_schemas}, lines(name, "is") as (${union}) select name, "is" from lines`);
        return rows.map(({ name, is }) => (0,schema_line/* schemaLine */.c)(name, is ?? ''));
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = schema_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}

;// CONCATENATED MODULE: ./engine/postgres/rehearsal.js
var rehearsal_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var rehearsal_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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







const port = 5432;
const everyMs = 100;
/** Of what the server has said of failures; a migration that fails more often is not read to its end. */
const logBytes = 1_000_000;
// One file, and nothing of a row in it: only what failed, not the row that it failed on.
const logging = ['logging_collector=on', 'log_destination=jsonlog', 'log_rotation_size=0', 'log_rotation_age=0'];
const terse = ['log_error_verbosity=terse', 'log_min_messages=error', 'log_min_error_statement=error'];
/** A throw-away server that migrations of this machine reach, and that tells how long they held which locks. */
const rehearsePostgres = async ({ server }, image, { baseEnv, label }, signal) => {
    if (server === undefined)
        throw new problem/* Problem */.AF('object-damaged', 'the facts of the dump name no server', { hint: problem/* remedy */.zL.damaged });
    const { spec, connection } = postgresSandbox(server, image);
    const settings = [...logging, ...terse].flatMap((setting) => ['-c', setting]);
    const sandbox = await (0,runtime_runtime/* startSharedSandbox */.bt)({ ...spec, args: [...spec.args, ...settings] }, port, {
        baseEnv,
        label,
        signal,
    });
    const { runtime, address } = sandbox;
    const remove = async () => undefined;
    const { user, password = '', database } = connection;
    const named = [user, password, database].map(encodeURIComponent);
    return {
        target: new PostgresTarget({ connection, find: async () => runtime, signal, remove }),
        env: {
            DATABASE_URL: `postgresql://${named[0]}:${named[1]}@${address.host}:${port}/${named[2]}?sslmode=disable`,
            PGHOST: address.host,
            PGPORT: `${port}`,
            PGUSER: user,
            PGPASSWORD: password,
            PGDATABASE: database,
            PGSSLMODE: 'disable',
        },
        secrets: [password],
        data: { network: sandbox.network },
        schema: () => postgresSchema(connection, runtime, signal),
        watch: (signal) => watch(connection, runtime, signal),
        [Symbol.asyncDispose]: () => sandbox[Symbol.asyncDispose](),
    };
};
/** Modes that keep others from writing, or from reading. */
const strong = ['ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock'];
const list = strong.map((mode) => `'${mode}'`).join(', ');
// The system's own tables have numbers below 16384. Nobody else waits for what the migration has made itself, which no other
// session sees before it commits, nor for a TOAST table but by way of its own.
const locksQuery = `
  select l.pid::int as pid, l.virtualtransaction as tx, l.relation::int8::text as oid, l.mode as mode,
    pg_catalog.format('%I.%I', n.nspname, c.relname) as object
  from pg_catalog.pg_locks l join pg_catalog.pg_class c on c.oid = l.relation
  join pg_catalog.pg_namespace n on n.oid = c.relnamespace
  where l.granted and l.locktype = 'relation' and l.mode in (${list}) and l.relation >= 16384 and n.nspname !~ '^pg_'
    and l.pid <> pg_catalog.pg_backend_pid()
    and l.database = (select oid from pg_catalog.pg_database where datname = pg_catalog.current_database())`;
async function watch(connection, runtime, signal) {
    const mine = new AbortController();
    const session = await openSession(connection, runtime, signal);
    const from = await logEnd(session);
    const held = new Map();
    const watching = sample(session, held, AbortSignal.any([signal, mine.signal]));
    watching.catch(() => undefined);
    return {
        async end() {
            const env_1 = { stack: [], error: void 0, hasError: false };
            try {
                const _ = rehearsal_addDisposableResource(env_1, session, true);
                mine.abort();
                await watching;
                const locks = [...held.values()]
                    .map(({ object, mode, since, until }) => ({ object, mode, heldMs: Math.round(until - since) }))
                    .sort((a, b) => b.heldMs - a.heldMs || strong.indexOf(b.mode) - strong.indexOf(a.mode))
                    .slice(0, 20);
                return { locks, failed: await failures(session, from) };
            }
            catch (e_1) {
                env_1.error = e_1;
                env_1.hasError = true;
            }
            finally {
                const result_1 = rehearsal_disposeResources(env_1);
                if (result_1)
                    await result_1;
            }
        },
    };
}
async function sample(session, held, signal) {
    while (!signal.aborted) {
        const [at = 0] = (await session.lines('select extract(epoch from clock_timestamp()) * 1000')).map(Number);
        for (const { pid, tx, oid, mode, object } of await session.rows(locksQuery)) {
            const key = [pid, tx, oid, mode].join(' ');
            const known = held.get(key);
            if (known)
                known.until = at;
            // It may have been taken right after the look before.
            else
                held.set(key, { object, mode, since: at - everyMs, until: at });
        }
        await (0,external_node_timers_promises_.setTimeout)(everyMs, undefined, { signal }).catch(() => undefined);
    }
}
const logFile = "pg_catalog.pg_current_logfile('jsonlog')";
async function logEnd(session) {
    const [size = '0'] = await session.lines(`select (pg_catalog.pg_stat_file(${logFile})).size`);
    return Number(size);
}
/** What the server has refused since. Lines are JSON: https://www.postgresql.org/docs/current/runtime-config-logging.html */
async function failures(session, from) {
    const lines = await session.lines(`select pg_catalog.pg_read_file(${logFile}, ${from}, ${logBytes})`);
    return lines.flatMap((line) => {
        const said = parseLine(line);
        if (said?.error_severity !== 'ERROR' && said?.error_severity !== 'FATAL')
            return [];
        return [
            { code: said.state_code ?? '', message: said.message ?? '', statement: (said.statement ?? '').slice(0, 2000) },
        ];
    });
}
function parseLine(line) {
    try {
        return JSON.parse(line);
    }
    catch {
        return undefined; // cut off at the end of what was read
    }
}

;// CONCATENATED MODULE: ./engine/postgres/restore/rehearse.js







const inScope = ({ relations }) => relations === undefined
    ? `not ${ofExtension('pg_catalog.pg_class', 'c.oid')}`
    : `c.oid = any('{${relations.join(',')}}'::oid[])`;
const relationsThat = (condition) => (scope) => `
  select pg_catalog.format('%I.%I', n.nspname, c.relname) as name from pg_catalog.pg_class c
  join pg_catalog.pg_namespace n on n.oid = c.relnamespace and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
  where ${condition} and ${inScope(scope)} order by 1`;
const obstacles = [
    {
        query: relationsThat(`c.relkind in ('r', 'S') and not (pg_catalog.has_schema_privilege(n.oid, 'usage')
      and case c.relkind when 'S' then pg_catalog.has_sequence_privilege(c.oid, 'select')
        else pg_catalog.has_table_privilege(c.oid, 'select') end)`),
        why: 'the role of its url may not read',
        hint: 'Let it read everything: grant pg_read_all_data to ROLE.',
    },
    {
        query: relationsThat("c.relkind = 'r' and pg_catalog.row_security_active(c.oid)"),
        why: 'row security hides rows of',
        hint: 'Let the role of its url see all rows: alter role ROLE bypassrls.',
    },
    {
        query: ({ whole }) => `
      select 'large object ' || l.oid as name from pg_catalog.pg_largeobject_metadata l where ${whole}
        and not (select rolsuper from pg_catalog.pg_roles where rolname = current_user)
        and current_setting('lo_compat_privileges') = 'off' and not pg_catalog.pg_has_role(l.lomowner, 'usage')
        and not exists (select from pg_catalog.aclexplode(l.lomacl) a where a.privilege_type = 'SELECT'
          and (a.grantee = 0 or pg_catalog.pg_has_role(a.grantee, 'usage'))) order by 1`,
        why: 'the role of its url may not read',
        hint: readsLargeObjects,
    },
];
/** Asks for all that a dump would read whether it may be read. Throws `source-failed` for what would stop it. */
async function mustBeReadable(source, session, connection) {
    await session.lines('begin isolation level repeatable read, read only');
    // As a dump does, which would rather fail than miss rows.
    await session.lines("select set_config('row_security', 'on', true)");
    const scope = await scopeOf(source, session);
    for (const { query, why, hint } of obstacles) {
        const names = await namesOf(session, query(scope));
        if (names === '')
            continue;
        const [role] = await session.rows('select pg_catalog.quote_ident(current_user) as role');
        throw new problem/* Problem */.AF('source-failed', `a backup of ${placeOf(connection)} would fail: ${why} ${names}`, {
            hint: hint.replace('ROLE', () => role?.role ?? 'ROLE'),
        });
    }
    await session.lines('rollback');
}
async function namesOf(session, query) {
    return (0,words/* namesSome */.Tc)((await session.rows(query)).map(({ name }) => name));
}
const folders = '/usr/share/postgresql/*/extension /usr/share/pgsql/extension /usr/local/share/postgresql/extension';
/** Throws `sandbox-failed` where the image of the proofs lacks what a restore needs. */
async function mustBeProvable(server, named, programsOf, signal) {
    const image = named ?? imageOf(server);
    const lacking = await lackingExtensions(server, programsOf(image), signal);
    if (lacking.length === 0)
        return;
    throw new problem/* Problem */.AF('sandbox-failed', `the image of the proof, ${image}, lacks the extension ${lacking.join(', ')}`, {
        hint: 'Name an image that has it: verify: { image: ... }.',
    });
}
/** The extensions of a database that an image lacks; none where it does not show which it has. */
async function lackingExtensions(server, image, signal) {
    const listed = await (0,runtime_runtime/* text */.Qq)(image, { program: 'sh', args: ['-c', `ls ${folders} 2>/dev/null || true`] }, signal);
    const has = new Set(listed.split('\n').flatMap((line) => /([^/]+)\.control$/.exec(line)?.[1] ?? []));
    if (!has.has('plpgsql'))
        return [];
    const wanted = (server.settings['extensions'] ?? '').split(', ').map((one) => one.split(' ')[0] ?? '');
    return wanted.filter((name) => name !== '' && !has.has(name));
}

;// CONCATENATED MODULE: ./engine/postgres/source.js
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









/** The server is asked, and the programs of this runtime, at the same time: in a container each takes a while to start. */
async function openPostgres(source, { runtime, program }, signal, proofs, prefer) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const named = connectionOf(source);
        const anyRole = ofAnyRole(named);
        const opened = source_addDisposableResource(env_1, new AsyncDisposableStack(), true);
        const waiting = opened.use(program ?? new WaitingDump(anyRole, runtime, signal));
        const asked = waiting.version();
        // Whoever waits for the server first hears of it there.
        asked.catch(() => undefined);
        const { session, connection, host } = await openOneOf(source, named, runtime, prefer, signal);
        opened.use(session);
        const { server, sizeBytes } = await serverFacts(session);
        const version = await asked;
        mustMatch('pg_dump', version.client, server.major, runtime);
        const chosen = host === undefined ? {} : { host };
        const opening = { source, runtime, signal, session, connection, server, sizeBytes, waiting, version, ...chosen };
        return new OpenPostgres(source, opening, proofs, opened.move());
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
class OpenPostgres {
    where;
    server;
    sizeBytes;
    host;
    log;
    #source;
    #opening;
    #proofs;
    #opened;
    #dumped = false;
    constructor(source, opening, proofs, opened) {
        this.where = opening.runtime.where;
        this.server = opening.server;
        this.sizeBytes = opening.sizeBytes;
        if (opening.host !== undefined)
            this.host = opening.host;
        this.log = postgresLog(opening, logOptions(source.pointInTime));
        this.#source = source;
        this.#opening = opening;
        this.#proofs = proofs;
        this.#opened = opened;
    }
    async rehearse() {
        const { session, connection, signal } = this.#opening;
        const source = this.#source;
        // A log alone is a copy of the whole server, whatever is in it.
        if (source.pointInTime === undefined || source.schedule !== undefined)
            this.#mustBeDumpable();
        await mustBeReadable(source, session, connection);
        if (source.pointInTime !== undefined)
            await this.log.rehearse();
        if (source.verify.restore === undefined)
            return;
        await mustBeProvable(this.server, source.verify.image, this.#proofs, signal);
    }
    dump() {
        if (this.#dumped)
            throw new Error('one opening of a source is dumped once');
        this.#dumped = true;
        this.#mustBeDumpable();
        return dumpPostgres(this.#opening);
    }
    #mustBeDumpable() {
        mustNotBeBabelfish(this.server, this.#opening.connection);
    }
    async [Symbol.asyncDispose]() {
        await this.#opened.disposeAsync();
    }
}

;// CONCATENATED MODULE: ./engine/postgres/postgres.js















/** PostgreSQL 15 to 18 by its own programs: pg_dump, pg_dumpall, pg_restore, psql. */
const postgres = {
    name: 'postgres',
    can: { selects: 'table', restores: ['create', 'globals', 'keep-going'] },
    open: async (source, bench, signal, prefer = 'primary') => openPostgres(source, await findPrograms(ofAnyRole(connectionOf(source)), source.tools, bench, signal, `source ${source.name}`), signal, (image) => (0,programs/* offline */.WK)(image, bench), prefer),
    list: listPostgres,
    servers: (source) => serversOf(connectionOf(source.databases ? listingSource(source) : source)),
    takes: () => false,
    contents: (backup, by, bench, signal, required) => postgresContents(backup, readingRuntime(backup.facts, by, bench), signal, required),
    globals: async (backup) => rolesOf(await openGlobals(backup)),
    globalsPart: 'globals.sql',
    target: async (text, { tools }, bench, signal) => new PostgresTarget({
        connection: targetConnection(text.trim()),
        find: (reached) => programsLeft(reached, tools, bench, signal),
        signal,
    }),
    sandbox: async ({ server }, image, { baseEnv, label }, signal) => {
        if (server === undefined)
            throw new problem/* Problem */.AF('object-damaged', 'the facts of the dump name no server', { hint: problem/* remedy */.zL.damaged });
        const { spec, connection } = postgresSandbox(server, image);
        const sandbox = await (0,runtime_runtime/* startSandbox */.OT)(spec, { baseEnv, label, signal });
        const remove = async () => sandbox[Symbol.asyncDispose]();
        return new PostgresTarget({ connection, find: async () => sandbox.runtime, signal, remove });
    },
    rehearsal: rehearsePostgres,
    replay: postgresReplay,
};


/***/ }),

/***/ 72959:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ schemaLine),
/* harmony export */   o: () => (/* binding */ digestOf)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);

const mostShown = 400;
/**
 * One line of a schema. What is long is cut, with a digest of all of it: two that differ only behind the cut are not the same.
 */
function schemaLine(name, is) {
    if (is.length <= mostShown)
        return { name, is };
    return { name, is: `${is.slice(0, mostShown)}… (SHA-256 ${digestOf(is)})` };
}
/** For code, of which nobody reads the whole in a line. */
function digestOf(text) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(text).digest('hex').slice(0, 12);
}


/***/ }),

/***/ 5264:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   l: () => (/* binding */ namedService)
/* harmony export */ });
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(35447);
/* harmony import */ var _runtime_runtime_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8300);


/** The service container of that name. @throws Problem `tool-missing`, saying which there are. */
async function namedService(name, { services, baseEnv }, signal) {
    const known = Object.keys(services);
    const found = Object.hasOwn(services, name) ? services[name] : undefined;
    // A laptop has no job: there a container is known by its own name.
    const used = found ?? (known.length === 0 ? await (0,_runtime_runtime_js__WEBPACK_IMPORTED_MODULE_1__/* .runningContainer */ .Bf)(name, baseEnv, signal) : undefined);
    if (used !== undefined)
        return used;
    const message = known.length === 0 ? `there is no running container ${name}` : `the job has no service ${name}`;
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_0__/* .Problem */ .AF('tool-missing', message, {
        hint: known.length === 0
            ? 'Start the container, or in a workflow pass services: ${{ toJSON(job.services) }}.'
            : `Its services are ${known.join(', ')}.`,
    });
}


/***/ })

};
