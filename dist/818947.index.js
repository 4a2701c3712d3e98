export const id = 818947;
export const ids = [818947];
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

/***/ 66794:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W8: () => (/* binding */ mustJoin),
/* harmony export */   be: () => (/* binding */ mustReach),
/* harmony export */   sl: () => (/* binding */ unplayable)
/* harmony export */ });
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(35447);

/** Throws `object-damaged` unless the pieces of a log follow each other, and the first holds where the backup lies. */
function mustJoin({ position, log }, compare) {
    const first = log[0];
    if (first !== undefined && (compare(first.from, position) ?? 1) > 0)
        throw unplayable(`its first piece begins at ${first.from.at}, and the backup lies at ${position.at}`);
    for (const [index, { from }] of log.entries()) {
        const before = log[index - 1]?.to;
        if (before !== undefined && compare(before, from) !== 0)
            throw unplayable(`a piece begins at ${from.at}, and the one before it ends at ${before.at}`);
    }
}
/** Throws `restore-failed` where the pieces end before that moment. `timeOf`: until when one holds everything. */
function mustReach(log, stop, timeOf) {
    if (stop === undefined)
        return;
    const last = log.at(-1);
    const until = last && timeOf(last);
    if (until !== undefined && stop <= until)
        return;
    const where = until === undefined ? 'there is no log after the backup' : `the log is collected until ${until.toISOString()}`;
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_0__/* .Problem */ .AF('restore-failed', `${stop.toISOString()} cannot be reached: ${where}`, {
        hint: 'Restore to an earlier time, or to the end of the log with --at latest.',
    });
}
const unplayable = (because) => new _problem_js__WEBPACK_IMPORTED_MODULE_0__/* .Problem */ .AF('object-damaged', `the log cannot be played back: ${because}`, { hint: _problem_js__WEBPACK_IMPORTED_MODULE_0__/* .remedy */ .zL.damaged });


/***/ }),

/***/ 58397:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DX: () => (/* binding */ ownProgram),
/* harmony export */   RV: () => (/* binding */ reachedFromHere),
/* harmony export */   Vb: () => (/* binding */ nameOf),
/* harmony export */   iq: () => (/* binding */ unreached),
/* harmony export */   w: () => (/* binding */ encrypt),
/* harmony export */   zy: () => (/* binding */ dial)
/* harmony export */ });
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77030);
/* harmony import */ var node_tls__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(41692);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(35447);
/* harmony import */ var _runtime_runtime_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8300);
/* harmony import */ var _words_words_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(36364);





/** Where the programs of an engine run that needs none: what messages call it. */
const ownProgram = 'this program';
/** Where this process finds a server that a policy names: a job on the machine itself reaches a service by its mapped port. */
function reachedFromHere(server, services) {
    const forwarded = (0,_runtime_runtime_js__WEBPACK_IMPORTED_MODULE_3__/* .forwardOf */ .pl)(server, services);
    if (forwarded !== undefined)
        return forwarded;
    if ((0,_runtime_runtime_js__WEBPACK_IMPORTED_MODULE_3__/* .isLocal */ .IX)(server.host) || !Object.hasOwn(services, server.host))
        return server;
    const ports = services[server.host]?.ports ?? {};
    const mapped = Number(ports[`${server.port}`] ?? ports[`${server.port}/tcp`]);
    return Number.isInteger(mapped) && mapped > 0 ? { host: '127.0.0.1', port: mapped } : server;
}
const limitMs = 30_000;
/**
 * A connection to a server. `place`: whose it is, for messages.
 * @throws Problem `source-failed` with the reason, and a hint that tells an address from a certificate.
 */
async function dial(server, tls, place, signal) {
    (0,_problem_js__WEBPACK_IMPORTED_MODULE_2__/* .stopIfAborted */ .NI)(signal);
    const { host, port } = server;
    const open = tls ? () => (0,node_tls__WEBPACK_IMPORTED_MODULE_1__.connect)({ host, port, ...nameOf(server), ...tls }) : () => (0,node_net__WEBPACK_IMPORTED_MODULE_0__.connect)({ host, port });
    return await opened(open, tls === undefined ? 'connect' : 'secureConnect', server, place, signal);
}
/** The same for a connection that begins in the clear, where a server asks for TLS. */
async function encrypt(plain, server, tls, place, signal) {
    (0,_problem_js__WEBPACK_IMPORTED_MODULE_2__/* .stopIfAborted */ .NI)(signal);
    // Of an address, whose name is checked as well.
    const open = () => (0,node_tls__WEBPACK_IMPORTED_MODULE_1__.connect)({ host: server.host, ...nameOf(server), ...tls, socket: plain });
    return await opened(open, 'secureConnect', server, place, signal);
}
/** The certificate is that of the server itself, whatever port leads to it. */
function nameOf({ host, of }) {
    const name = of?.host ?? host;
    if ((0,node_net__WEBPACK_IMPORTED_MODULE_0__.isIP)(name) === 0)
        return { servername: name };
    return of === undefined ? {} : { checkServerIdentity: (_, certificate) => (0,node_tls__WEBPACK_IMPORTED_MODULE_1__.checkServerIdentity)(name, certificate) };
}
async function opened(open, ready, server, place, signal) {
    const { promise, resolve, reject } = Promise.withResolvers();
    const socket = open();
    const late = setTimeout(() => socket.destroy(new Error(`it does not answer within ${limitMs / 1000} s`)), limitMs);
    const stop = () => socket.destroy(signal.reason instanceof Error ? signal.reason : undefined);
    signal.addEventListener('abort', stop);
    socket.once(ready, () => resolve(socket));
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('it closed the connection')));
    try {
        await promise;
        socket.setNoDelay(true);
        return socket;
    }
    catch (cause) {
        (0,_problem_js__WEBPACK_IMPORTED_MODULE_2__/* .stopIfAborted */ .NI)(signal);
        throw unreached(cause, server.of ?? server, place, ready === 'secureConnect');
    }
    finally {
        clearTimeout(late);
        signal.removeEventListener('abort', stop);
    }
}
const certificate = /certificate|self.signed|altname|CERT_|ERR_TLS|SSL/i;
/** What OpenSSL says of bytes that are no TLS. */
const notEncrypted = /wrong version number|packet length too long|unexpected message|record layer failure|http request/i;
/** Tells an address that is wrong from a certificate that is. */
function unreached(cause, { host, port }, place, encrypted) {
    const code = cause.code ?? '';
    if (encrypted && notEncrypted.test(cause.message))
        return new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('source-failed', `${place}: ${host}:${port} does not answer in TLS`, {
            hint: 'If the server has no TLS, use the scheme without it in the URL (http:// for https://, redis:// for rediss://); else check the port.',
            cause,
        });
    const wrong = encrypted && (certificate.test(code) || certificate.test(cause.message));
    return new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('source-failed', wrong
        ? `${place}: the connection to ${host}:${port} cannot be encrypted: ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_4__/* .reasonOf */ .A3)(cause)}`
        : `${place}: ${host}:${port} cannot be reached: ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_4__/* .reasonOf */ .A3)(cause)}`, {
        hint: wrong
            ? 'Set tls-ca in the URL to the file of the authority that signed the certificate, or tls-name to the name in it.'
            : 'Check host and port of the URL, and that the server runs and accepts connections from here.',
        cause,
    });
}


/***/ }),

/***/ 18613:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  mariadb: () => (/* binding */ mariadb),
  mysql: () => (/* binding */ mysql)
});

// EXTERNAL MODULE: ./problem.js
var problem = __webpack_require__(35447);
// EXTERNAL MODULE: ./runtime/runtime.js + 27 modules
var runtime_runtime = __webpack_require__(8300);
// EXTERNAL MODULE: ./engine/programs.js
var programs = __webpack_require__(22542);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: ./policy/policy.js + 76 modules
var policy = __webpack_require__(35472);
// EXTERNAL MODULE: ./words/words.js + 6 modules
var words = __webpack_require__(36364);
// EXTERNAL MODULE: ./engine/server-url.js
var server_url = __webpack_require__(72328);
;// CONCATENATED MODULE: ./engine/mysql/connection.js





const modes = {
    disabled: 'disabled',
    preferred: 'preferred',
    required: 'required',
    'verify-identity': 'verified',
};
/** @throws Problem `policy-invalid`, which never shows the URL. */
function parseUrl(text, place, product) {
    const example = `${product.name}://user:password@host:3306/database?ssl-mode=required`;
    const bad = (because, hint = `Write it as ${example}, with special characters URL-encoded.`) => new problem/* Problem */.AF('policy-invalid', `${place}: ${because}`, { hint });
    const schemes = product.name === 'mysql' ? { mysql: 'plain' } : { mariadb: 'plain', mysql: 'plain' };
    const url = (0,server_url/* parseServerUrl */.Ep)(text, place, {
        noun: `a ${product.noun} database`,
        schemes: schemes,
        port: 3306,
        example,
        parameters: ['ssl-mode', 'ssl-ca'],
    });
    const [server, ...others] = url.servers;
    if (url.user === undefined)
        throw bad('the URL names no user');
    if (url.path === '' || (0,policy/* databaseIn */.j6)(text).includes('/'))
        throw bad('the URL names no database');
    const { 'ssl-mode': wanted, 'ssl-ca': file } = url.parameters;
    const mode = modes[wanted?.toLowerCase().replaceAll('_', '-') ?? (file === undefined ? 'preferred' : 'verify-identity')];
    if (mode === undefined)
        throw bad('ssl-mode in the URL is unknown', `Its values are ${Object.keys(modes).join(', ')}.`);
    if (file !== undefined && mode !== 'verified')
        throw bad('ssl-ca in the URL is not used', 'Write ssl-mode=verify-identity, or leave ssl-ca out.');
    const authority = file === undefined ? undefined : readAuthority(file, place);
    const { path: database, user, password } = url;
    const more = others.length === 0 ? {} : { others };
    return { product, server, ...more, database, user, password, ssl: { mode, authority } };
}
function readAuthority(file, place) {
    const hint = 'Set ssl-ca to the path of a PEM file of this machine.';
    let text;
    try {
        text = (0,external_node_fs_.readFileSync)(file, 'utf8');
    }
    catch (cause) {
        throw new problem/* Problem */.AF('policy-invalid', `${place}: ssl-ca cannot be read: ${(0,words/* reasonOf */.A3)(cause)}`, { hint, cause });
    }
    // Only that: what stands around it may be bytes that no environment takes.
    const found = text.match(/-----BEGIN CERTIFICATE-----[\w+/=\s]+-----END CERTIFICATE-----/g);
    if (found !== null)
        return found.join('\n');
    throw new problem/* Problem */.AF('policy-invalid', `${place}: ssl-ca has no certificate in PEM`, { hint });
}
/** Throws as `parseUrl`, and `secret-missing`. */
function connectionOf(source, product) {
    const place = `source ${source.name}, by ${source.url.origin()}`;
    const connection = parseUrl(source.url.reveal(), place, product);
    const [server, ...others] = (0,server_url/* serversOf */.U2)(source, serversOf(connection), place);
    return { ...atServer(connection, server), ...(others.length === 0 ? {} : { others }) };
}
/** In the order in which they are named. */
const serversOf = ({ server, others = [] }) => [server, ...others];
/** The same database by one of its servers alone. */
const atServer = ({ others: _, ...rest }, server) => ({ ...rest, server });
/** Parses what a person typed. Throws `usage`. */
function targetConnection(text, product) {
    try {
        const connection = parseUrl(text, 'the target', product);
        if (connection.others === undefined)
            return connection;
        throw new problem/* Problem */.AF('policy-invalid', 'the target: the URL names several servers', {
            hint: 'Name the one server to restore into.',
        });
    }
    catch (error) {
        if (!(0,problem/* isProblem */.AN)(error, 'policy-invalid'))
            throw error;
        throw new problem/* Problem */.AF('usage', `--into is not a database URL: ${error.message}`, { hint: error.hint, cause: error });
    }
}
/** "shop at db.example:3306": for messages. */
const placeOf = (connection) => `${connection.database} at ${(0,server_url/* serversText */.IF)({ servers: serversOf(connection) })}`;
/** What a person may see of a URL. */
const addressOf = ({ product, database, server }) => `${product.name}://${(0,server_url/* serversText */.IF)({ servers: [server] })}/${encodeURIComponent(database)}`;
const loopback = new Set(['localhost', '127.0.0.1', '::1', '0.0.0.0']);
/** True if both are the same database, whoever connects. */
function sameDatabase(a, b) {
    const host = (name) => (loopback.has(name.toLowerCase()) ? 'localhost' : name.toLowerCase());
    const names = (of) => serversOf(of).map((one) => `${host(one.host)}:${one.port}`);
    return a.database === b.database && names(a).some((name) => names(b).includes(name));
}
// An authority's certificate is a file for these programs, and they may run in a container: it goes along in the environment.
const withAuthority = `set -u
umask 077
file=$(mktemp) || exit
trap 'trap "" HUP INT TERM; rm -f -- "$file"' EXIT
trap 'exit 143' HUP INT TERM
printf '%s\\n' "$BACKPROOF_AUTHORITY" >"$file"
program=$1
shift
"$program" --no-defaults --ssl-ca="$file" "$@"`;
/** A client program's command: nothing of it but the address and the user is in its arguments. */
function clientCommand(program, args, connection, runtime) {
    const { password, user, ssl } = connection;
    const { host, port, of } = runtime.reach(connection.server);
    if (of !== undefined && ssl.mode === 'verified' && of.host !== host)
        throw new problem/* Problem */.AF('policy-invalid', `${placeOf(connection)}: through via, ${program} in ${runtime.where} cannot check the name in the certificate`, { hint: `Set tools: { image: "${connection.product.name}:VERSION" }, or ssl-mode=required in the URL.` });
    const flags = [
        ...['--protocol=TCP', `--host=${host}`, `--port=${port}`, `--user=${user}`],
        ...sslFlags(connection),
        // The dump programs do not know the option. No server is to ask for files of this machine.
        ...(program === connection.product.client ? ['--local-infile=0'] : []),
        // What reads the log knows neither.
        ...(program === connection.product.binlog ? [] : ['--default-character-set=utf8mb4', '--max-allowed-packet=1G']),
        ...args,
    ];
    const env = {
        // A file of the user's own must not say who connects.
        MYSQL_TEST_LOGIN_FILE: '/nonexistent/backproof',
        // Nor is a server to be given the password in clear because a variable of the user's own lets it (MySQL).
        LIBMYSQL_ENABLE_CLEARTEXT_PLUGIN: '0',
        LC_ALL: 'C',
        // Without one, the program would take a password from elsewhere.
        MYSQL_PWD: password ?? '',
    };
    const secrets = password === undefined || password === '' ? [] : [password];
    if (ssl.authority === undefined)
        return { program, args: ['--no-defaults', ...flags], env, secrets };
    const all = { ...env, BACKPROOF_AUTHORITY: ssl.authority };
    return { name: program, program: 'sh', args: ['-c', withAuthority, 'sh', program, ...flags], env: all, secrets };
}
function sslFlags({ product, ssl }) {
    if (product.name === 'mysql') {
        const mode = ssl.mode === 'verified' ? 'VERIFY_IDENTITY' : ssl.mode.toUpperCase();
        // Unencrypted, a password is sent under the server's own key.
        const key = ssl.mode === 'disabled' || ssl.mode === 'preferred' ? ['--get-server-public-key'] : [];
        return [`--ssl-mode=${mode}`, ...key];
    }
    switch (ssl.mode) {
        case 'disabled':
            return ['--skip-ssl'];
        case 'preferred':
            return ['--skip-ssl-verify-server-cert'];
        case 'required':
            return ['--ssl', '--skip-ssl-verify-server-cert'];
        case 'verified':
            return ['--ssl', '--ssl-verify-server-cert'];
    }
}

// EXTERNAL MODULE: ./engine/assertion.js
var engine_assertion = __webpack_require__(7395);
;// CONCATENATED MODULE: ./engine/mysql/product.js

const version = (text) => {
    const [major = 0, minor = 0] = text.split('.').map(Number);
    return { text, major, minor };
};
const mysqlProduct = {
    name: 'mysql',
    noun: 'MySQL',
    client: 'mysql',
    dump: 'mysqldump',
    binlog: 'mysqlbinlog',
    replayFlags: ['--skip-gtids'],
    least: version('8.0'),
    history: '/*!80000 , @@global.server_uuid */',
    identity: 'select @@global.server_uuid, @@global.gtid_executed',
    replicaRight: 'REPLICATION CLIENT',
    sources: 'show replica status',
    // Whoever may have a position may ask.
    replicates: "select '', 0",
    applied: "select @@global.gtid_mode = 'ON', ''",
    inexact: 'the server is a replica without GTIDs, and knows the places of its source only while it applies nothing',
    exactly: 'Set gtid_mode=ON on the servers, or name the primary in its url.',
    // The set of GTIDs is the server's, and not the database's: what would set it is taken out of the dump again.
    positionFlags: {
        none: ['--set-gtid-purged=OFF'],
        own: ['--set-gtid-purged=OFF', '--source-data=2'],
        // Its lock holds back what is applied until the dump's snapshot is there.
        source: ['--set-gtid-purged=ON', '--source-data=2'],
    },
    dumpFlags: [],
    sandboxFlags: ['--event-scheduler=OFF', '--innodb-doublewrite=OFF', '--mysqlx=OFF'],
    // 9.7 says so to every user but root, whatever may be read: the community's server has no such policies. And what GTIDs a dump
    // would set where it is restored: that is taken out of it.
    harmless: /column_masking_policy.* when trying to dump masking policies$|Warning: A partial dump from a server that has GTIDs /,
};
const mariadbProduct = {
    name: 'mariadb',
    noun: 'MariaDB',
    client: 'mariadb',
    dump: 'mariadb-dump',
    binlog: 'mariadb-binlog',
    replayFlags: ['--skip-gtid-strict-mode'],
    least: version('10.11'),
    // Not its SERVER_UID: that is made of the network card's address, which a container or a virtual machine may have anew at each start.
    // That it is the same log is told by when its file was begun, and by its last event.
    history: "/*M!100000 , concat('server ', @@global.server_id) */",
    identity: 'select @@global.server_id, @@global.gtid_current_pos',
    replicaRight: 'REPLICA MONITOR',
    sources: 'show all replicas status',
    replicates: `select @@global.gtid_slave_pos, variable_value from information_schema.global_status
    where variable_name = 'SLAVES_RUNNING'`,
    applied: 'select @@global.log_slave_updates, @@global.gtid_slave_pos',
    inexact: 'the server is a replica that does not log what it applies',
    exactly: 'Set log_slave_updates=ON on the server, or name the primary in its url.',
    // GTIDs are those of its own log at the dump's snapshot.
    positionFlags: { none: [], own: ['--master-data=2'], source: ['--master-data=2', '--gtid'] },
    // Else of a system-versioned table only the present rows.
    dumpFlags: ['--dump-history'],
    sandboxFlags: ['--event-scheduler=OFF', '--innodb-doublewrite=0'],
    harmless: /^WARNING: option --ssl-verify-server-cert is disabled/,
};
const products = [mysqlProduct, mariadbProduct];
/** Parses the version that a server or a program reports: "9.7.4-2", "11.8.9-MariaDB-0+deb13u1 from Debian". */
function toldVersion(said) {
    // Old clients are told 5.5.5 first, by every MariaDB.
    const [text] = /\d+\.\d+\.\d+/.exec(said.replace(/^5\.5\.5-/, '')) ?? [];
    if (text === undefined)
        return undefined;
    return { product: /mariadb/i.test(said) ? mariadbProduct : mysqlProduct, version: version(text) };
}
/** "9.7" */
const seriesOf = ({ major, minor }) => `${major}.${minor}`;
function isOlder(a, b) {
    return a.major < b.major || (a.major === b.major && a.minor < b.minor);
}
/** The official image of the server. */
const imageOf = (product, of) => `${product.name}:${seriesOf(of)}`;
const versionOf = ({ version: text }) => version(text);
/** Throws `policy-invalid` or `target-refused` for the family's other product, and `tool-version` for a server that is too old. */
function mustBe(wanted, told, place, code) {
    const { product, version: found } = told;
    if (product !== wanted)
        throw new problem/* Problem */.AF(code, `${place} is ${product.noun} ${found.text}, not ${wanted.noun}`, {
            hint: code === 'policy-invalid'
                ? `Write engine: ${product.name} for this source.`
                : `A dump of ${wanted.noun} restores into ${wanted.noun} only: name such a server with --into.`,
        });
    if (isOlder(found, wanted.least))
        throw new problem/* Problem */.AF('tool-version', `${place} is ${wanted.noun} ${found.text}, older than ${wanted.least.text}`, {
            hint: `Upgrade the server, or back it up by engine: command with its own ${wanted.dump}.`,
        });
}
const transactional = new Set(['innodb', 'rocksdb', 'tokudb', '']);
/** Whether tables of a storage engine are as of a transaction's moment; a view has none. */
const isTransactional = (storage) => transactional.has(storage.toLowerCase());

// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(57075);
// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(58500);
;// CONCATENATED MODULE: ./engine/mysql/server/silence.js





// Meanwhile an image may be pulled, and on a busy machine a container may take a while to start.
const usualPatience = { loginMs: 180_000, silenceMs: 60_000, answerMs: 60_000, tries: 3 };
/**
 * Watches the server of a program that runs. The clients wait without end for one that hangs, and whoever waits for a statement
 * cannot tell that from one that takes an hour: a time limit of theirs, or of the session, would end both. So a server that is
 * silent is asked over a connection of its own. As long as it answers there, with an error of its own too, the program may
 * take its time. A host that has restarted resets the connection once the kernel probes it (SO_KEEPALIVE, which the clients set).
 */
function watchServer(watched, program) {
    const { patience = usualPatience, connection, runtime } = watched;
    const stop = new AbortController();
    const silent = new AbortController();
    let lastHeard = performance.now();
    const look = async () => {
        let unanswered = 0;
        while (!stop.signal.aborted) {
            const before = lastHeard;
            await (0,promises_.setTimeout)(patience.silenceMs, undefined, { signal: stop.signal, ref: false });
            const why = before === lastHeard ? await whyNoAnswer(watched, patience, stop.signal) : undefined;
            if (stop.signal.aborted)
                return;
            unanswered = why === undefined || before !== lastHeard ? 0 : unanswered + 1;
            if (unanswered < patience.tries)
                continue;
            const since = (0,words/* formatDuration */.a3)(performance.now() - lastHeard);
            const message = `${placeOf(connection)}: the server has said nothing to ${program} in ${runtime.where} for ${since}, and does not answer a new connection: ${why}`;
            silent.abort(new problem/* Problem */.AF('source-failed', message, { hint: silenceHint(connection), ofMachine: true }));
            return;
        }
    };
    const looking = look().catch((error) => {
        if (!stop.signal.aborted)
            silent.abort(error);
    });
    return {
        signal: silent.signal,
        heard: () => {
            lastHeard = performance.now();
        },
        async [Symbol.asyncDispose]() {
            stop.abort();
            await looking;
        },
    };
}
// Whatever else a server says, it says it itself: that it has too many connections, or that the password has changed.
const unanswered = /ERROR 20(?:0[2-6]|1[23]) \(/;
/** undefined: it does answer. */
async function whyNoAnswer({ connection, runtime, signal }, { answerMs }, stop) {
    const late = AbortSignal.timeout(answerMs);
    const args = ['--batch', '--connect-timeout=30', '--execute=select 1'];
    const command = clientCommand(connection.product.client, args, connection, runtime);
    try {
        await (0,runtime_runtime/* text */.Qq)(runtime, command, AbortSignal.any([signal, stop, late]));
        return undefined;
    }
    catch (error) {
        if (late.aborted)
            return `it does not let ${connection.user} in within ${(0,words/* formatDuration */.a3)(answerMs)}`;
        const said = (0,runtime_runtime/* failureOf */.g5)(error)?.stderr ?? '';
        if (/ERROR \d+ \(/.test(said) && !unanswered.test(said))
            return undefined;
        return (0,runtime_runtime/* lastLines */.w$)(said) || (0,problem/* messageOf */.bD)(error);
    }
}
/** What to do about a server that says nothing. */
const silenceHint = ({ product, user }) => `Check that the server runs and is neither paused nor busy, and that no proxy in between holds the connection: ${product.client} -h HOST -P PORT -u ${word(user)} -p -e "select 1".`;
/** As a shell takes it. */
const word = (name) => (/^[\w@%+=:,./-]+$/.test(name) ? name : `'${name.replaceAll("'", "'\\''")}'`);

;// CONCATENATED MODULE: ./engine/mysql/session.js
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





/**
 * The rows of some statements, by the client program: NULL is the text NULL. Names in a list that is told apart by line and
 * tab come back as they are.
 * @throws Problem `tool-failed` with the client's words and a hint.
 */
async function query(asker, sql, { anywhere = false, named = false, hear, keepGoing } = {}) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { connection, runtime, signal, patience: { loginMs } = usualPatience } = asker;
        const { product, database } = connection;
        const force = keepGoing === undefined ? [] : ['--force'];
        const names = named ? [] : ['--skip-column-names'];
        const args = ['--batch', '--binary-mode', ...names, '--unbuffered', '--connect-timeout=30', ...force];
        const command = clientCommand(product.client, anywhere ? args : [...args, `--database=${database}`], connection, runtime);
        const rows = [];
        const login = new AbortController();
        // The clients wait without end for a server that greets and then says nothing.
        const late = setTimeout(() => login.abort(notIn(connection, runtime, loginMs)), loginMs);
        const watch = __addDisposableResource(env_1, watchServer(asker, product.client)
        // What the first statement gives: the server has let the user in.
        , true);
        // What the first statement gives: the server has let the user in.
        let greeting = named ? 2 : 1;
        const decoder = new TextDecoder();
        let rest = '';
        const take = (chunk) => {
            watch.heard();
            rest += decoder.decode(chunk, { stream: true });
            const lines = rest.split('\n');
            rest = lines.pop() ?? '';
            for (const line of lines) {
                if (greeting > 0) {
                    clearTimeout(late);
                    greeting--;
                    continue;
                }
                const row = line.split('\t').map(plain);
                if (hear === undefined)
                    rows.push(row);
                else
                    hear(row);
            }
        };
        try {
            // On one line, so that the numbers of lines in the client's messages are those of `sql`.
            const body = external_node_stream_.Readable.from([Buffer.from(`select 1; ${sql}\n;\n`)]);
            const stderr = await (0,runtime_runtime/* feed */.hm)(runtime, command, body, AbortSignal.any([signal, login.signal, watch.signal]), take);
            keepGoing?.(stderr);
        }
        catch (error) {
            throw advised(error);
        }
        finally {
            clearTimeout(late);
        }
        if (rest !== '')
            throw new problem/* Problem */.AF('tool-failed', `${product.client} in ${runtime.where} ended in the middle of a line`, {
                hint: problem/* remedy */.zL.program,
            });
        return rows;
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
const notIn = (connection, { where }, loginMs) => new problem/* Problem */.AF('source-failed', `${placeOf(connection)}: the server has not let ${connection.user} in within ${loginMs / 1000} s (${connection.product.client} in ${where})`, { hint: silenceHint(connection), ofMachine: true });
const escapes = { n: '\n', t: '\t', '0': '\0' };
/** What the client wrote in --batch. */
const plain = (text) => text.replaceAll(/\\(.)/gs, (_, char) => escapes[char] ?? char);
/** An SQL identifier, always quoted. */
const identifier = (name) => `\`${name.replaceAll('`', '``')}\``;
/** What to do about the words with which a client or the server gives up. */
const advice = [
    [
        /ERROR (?:3|20|1021|1026|1114) |No space left|Errcode: 28/,
        'The disk of the server is full: make room there. A throw-away server uses the disk of Docker.',
    ],
    [
        /ERROR 1045|\(1045\)|error: 1045|Access denied for user .* using password/,
        'Check user and password in the variable that its url names.',
    ],
    [
        /ERROR 2002|ERROR 2003|ERROR 2005|error: 200[235]|Can't connect|Unknown (?:MySQL )?server host/,
        'Check host and port of its url. In a job that runs in a container, the host of a service is its label; otherwise it is 127.0.0.1 with a mapped port. tools: { service: NAME } works in both.',
    ],
    [
        /ERROR 2013|\(2013\)|error: 2013|timed out|system error: 11\b/,
        'The server greets, and then says nothing or breaks off: check that it runs, is neither paused nor busy, and that no proxy in between holds the connection.',
    ],
    [
        /ERROR 1049|\(1049\)|error: 1049/,
        'Check the name of the database, which comes last in its url; restore --create creates the one of its target.',
    ],
    [
        /ERROR 1044|\(1044\)|error: 1044/,
        'Grant the user of its url the rights that docs/engines.md lists, or check the name of the database.',
    ],
    [
        /ERROR 2026|error: 2026|SSL|TLS/,
        'Write ssl-mode=verify-identity with ssl-ca=FILE of the authority that signed the certificate, ssl-mode=required to encrypt without checking it, or ssl-mode=disabled.',
    ],
    [
        /\b(?:1227|1419|1449)\b/,
        'Restore as a user that may create what belongs to other users: grant SET_ANY_DEFINER (MySQL) or SET USER (MariaDB), and with a binary log set log_bin_trust_function_creators.',
    ],
    [/\b1142\b|\b1143\b|\b1370\b/, 'Grant the user of its url the rights that docs/engines.md lists.'],
    [/\b1412\b|definition has changed/, 'A table was changed while it was dumped: run the backup again.'],
    [/\b1040\b|Too many connections/, 'A backup needs one connection: raise max_connections, or run it at another time.'],
    [
        /Unknown command|unknown collation|\b1273\b/i,
        'The target is older than the server of the dump, or another product: restore into the same version or a newer one.',
    ],
];
// 1021 and 3, 20, 1026: a full disk; 1114 a full table, which InnoDB says of a full disk; 1030 with the errno; 1037, 1038, 1041, 5: no
// memory; 1053, 1927, 2002 to 2006, 2013, 2026: the server has ended, or the connection.
const ofServer = /ERROR (?:3|5|20|1021|1026|1037|1038|1041|1053|1114|1927|200[2-6]|2013|2026)\b/;
/** True where a client failed by what has become of the server or its disk, and not by a statement that the server refused. */
function isOfServer(error) {
    // The statement is shown as well, and in a row there may be any words.
    const said = (0,runtime_runtime/* failureOf */.g5)(error)
        ?.stderr.split('\n')
        .findLast((line) => /^ERROR \d+ \(/.test(line));
    return said === undefined || ofServer.test(said) || (0,runtime_runtime/* isOfMachine */.zv)(said) || /Temp file write failure/.test(said);
}
/** The same error with a hint, where its words call for one. */
function advised(error) {
    if (!(0,problem/* isProblem */.AN)(error, 'tool-failed') || error.hint !== problem/* remedy */.zL.program)
        return error;
    const hint = advice.find(([words]) => words.test((0,runtime_runtime/* failureOf */.g5)(error)?.stderr ?? error.message))?.[1];
    return hint === undefined ? error : new problem/* Problem */.AF(error.code, error.message, { hint, cause: error.cause });
}

;// CONCATENATED MODULE: ./engine/mysql/stream/reader.js

const headBytes = 16 * 1024;
const shownBytes = 2048;
// What must be seen at once of what begins between statements.
const lookahead = 16;
const [tab, newline, carriage, space] = [0x09, 0x0a, 0x0d, 0x20];
const [reader_double, hash, single, reader_open, reader_close, comma, minus, slash] = [0x22, 0x23, 0x27, 0x28, 0x29, 0x2c, 0x2d, 0x2f];
const [star, bang, semicolon, capitalM, capitalV, backslash, back] = [0x2a, 0x21, 0x3b, 0x4d, 0x56, 0x5c, 0x60];
const isSpace = (byte) => byte === space || byte === newline || byte === tab || byte === carriage;
/**
 * Reads what mysqldump and mariadb-dump write as the client that restores it reads it, and counts the rows of its INSERTs: a
 * byte at a time, in whatever pieces it comes. Strict: what it does not know is an error, and not a guess.
 * @throws Problem `dump-incomplete`
 */
class DumpReader {
    #listener;
    #mode = 'between';
    #quote = 0;
    #delimiter = Buffer.from(';');
    /** False under NO_BACKSLASH_ESCAPES, in which a routine may have been written. */
    #escapes = true;
    #parentheses = 0;
    #rows = 0;
    #isQuoted = false;
    #verdict = 'keep';
    /** The beginning of an undecided statement, of earlier chunks. */
    #held = [];
    #heldBytes = 0;
    #line = '';
    /** Bytes that nothing can be made of without the next ones. */
    #rest = Buffer.alloc(0);
    /** The first byte of the current chunk that was not returned yet. */
    #from = 0;
    #out = [];
    constructor(listener) {
        this.#listener = listener;
    }
    /** Gives what is kept of what is decided. */
    push(chunk) {
        const next = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
        return this.#read(this.#rest.length === 0 ? next : Buffer.concat([this.#rest, next]), false);
    }
    /** @throws Problem `dump-incomplete` where a statement has not ended. */
    end() {
        const out = this.#read(this.#rest, true);
        if (this.#mode !== 'between')
            throw malformed('it ends in the middle of a statement');
        return out;
    }
    #read(bytes, isLast) {
        this.#out = [];
        this.#from = 0;
        let at = 0;
        while (at < bytes.length) {
            const next = this.#step(bytes, at, isLast);
            if (next === at)
                break;
            at = next;
        }
        if (isLast && this.#mode === 'line')
            this.#endLine();
        this.#rest = Buffer.from(bytes.subarray(at));
        this.#leave(bytes, at);
        return this.#out;
    }
    /** Goes on in the present mode; gives where to go on, or `at` again where more bytes are needed. */
    #step(bytes, at, isLast) {
        switch (this.#mode) {
            case 'between':
                return this.#between(bytes, at, isLast);
            case 'line':
                return this.#wholeLine(bytes, at);
            case 'code line': {
                const end = bytes.indexOf(newline, at);
                if (end >= 0)
                    this.#mode = 'code';
                return end < 0 ? bytes.length : end + 1;
            }
            case 'remark':
            case 'code remark': {
                const end = bytes.indexOf('*/', at);
                // The last byte may be the star of the end.
                if (end < 0)
                    return isLast ? bytes.length : Math.max(at, bytes.length - 1);
                this.#mode = this.#mode === 'remark' ? 'between' : 'code';
                return end + 2;
            }
            case 'quote':
                return this.#inQuote(bytes, at);
            case 'code':
                return this.#code(bytes, at, isLast);
            case 'into':
            case 'name':
                return this.#into(bytes, at);
            case 'rows':
                return this.#values(bytes, at);
        }
    }
    #between(bytes, start, isLast) {
        let at = start;
        while (at < bytes.length && isSpace(bytes[at]))
            at++;
        if (at === bytes.length || (!isLast && bytes.length - at < lookahead))
            return at;
        const beginning = bytes.toString('latin1', at, at + lookahead);
        if (/^(?:--|#|delimiter\s)/i.test(beginning)) {
            this.#mode = 'line';
            this.#line = '';
            return this.#wholeLine(bytes, at);
        }
        // MariaDB's first line: a command of its client, which older ones take for a remark.
        if (/^\/\*(?!!|M!(?!999999))/.test(beginning)) {
            this.#mode = 'remark';
            return at + 2;
        }
        this.#give(bytes, at);
        this.#verdict = 'undecided';
        this.#rows = 0;
        this.#parentheses = 0;
        this.#mode = beginning.startsWith('INSERT INTO `') ? 'into' : 'code';
        return this.#mode === 'into' ? at + 'INSERT INTO '.length : this.#code(bytes, at, isLast);
    }
    #wholeLine(bytes, at) {
        const found = bytes.indexOf(newline, at);
        const end = found < 0 ? bytes.length : found;
        if (this.#line.length < shownBytes)
            this.#line += bytes.toString('utf8', at, Math.min(end, at + shownBytes));
        if (found < 0)
            return end;
        this.#endLine();
        return end + 1;
    }
    #endLine() {
        this.#mode = 'between';
        const line = this.#line.trim();
        const delimiter = /^delimiter\s+(\S+)/i.exec(line)?.[1];
        if (delimiter === undefined)
            this.#listener.comment(line);
        else
            this.#delimiter = Buffer.from(delimiter);
    }
    #code(bytes, start, isLast) {
        const ends = this.#delimiter[0];
        for (let at = start; at < bytes.length; at++) {
            const byte = bytes[at];
            if (byte === single || byte === reader_double || byte === back) {
                this.#mode = 'quote';
                this.#quote = byte;
                return at + 1;
            }
            if (byte !== ends && byte !== minus && byte !== slash && byte !== hash)
                continue;
            if (!isLast && bytes.length - at < Math.max(4, this.#delimiter.length))
                return at;
            if (byte === ends && bytes.subarray(at, at + this.#delimiter.length).equals(this.#delimiter))
                return this.#endStatement(bytes, at + this.#delimiter.length);
            if (byte === hash || (byte === minus && bytes[at + 1] === minus && isSpace(bytes[at + 2]))) {
                this.#mode = 'code line';
                return at + 1;
            }
            if (byte === slash && bytes[at + 1] === star && !isCode(bytes, at + 2)) {
                this.#mode = 'code remark';
                return at + 2;
            }
        }
        return bytes.length;
    }
    #inQuote(bytes, start) {
        const quote = this.#quote;
        const escapes = this.#escapes && quote !== back;
        let at = start;
        for (;;) {
            while (at < bytes.length && bytes[at] !== quote && bytes[at] !== backslash)
                at++;
            if (at >= bytes.length)
                return bytes.length;
            if (bytes[at] === quote) {
                this.#mode = 'code';
                return at + 1;
            }
            if (!escapes)
                at++;
            else if (at + 1 === bytes.length)
                return at;
            else
                at += 2;
        }
    }
    /** From the table's name to where the rows begin: INSERT INTO `a` (`b`, c) VALUES */
    #into(bytes, start) {
        for (let at = start; at < bytes.length; at++) {
            const byte = bytes[at];
            if (this.#mode === 'name') {
                if (byte === back)
                    this.#mode = 'into';
            }
            else if (byte === back)
                this.#mode = 'name';
            else if (byte === reader_open)
                this.#parentheses++;
            else if (byte === reader_close)
                this.#parentheses--;
            else if (this.#parentheses === 1)
                continue;
            else if (byte === capitalV) {
                const word = 'VALUES';
                if (bytes.length - at < word.length)
                    return at;
                if (bytes.toString('latin1', at, at + word.length) !== word)
                    throw malformed('an INSERT has no VALUES');
                this.#decide(bytes, at + word.length, false);
                this.#mode = 'rows';
                this.#isQuoted = false;
                return at + word.length;
            }
            else if (!isSpace(byte))
                throw malformed('an INSERT is not of the form that mysqldump writes');
            if (this.#parentheses < 0 || this.#parentheses > 1)
                throw malformed('an INSERT has parentheses among its columns');
        }
        return bytes.length;
    }
    /** The rows of an INSERT: most of every dump, and so the loop that must be fast. */
    #values(bytes, start) {
        const { length } = bytes;
        let at = start;
        let isInside = this.#parentheses === 1;
        let isQuoted = this.#isQuoted;
        let rows = this.#rows;
        let result = -1;
        // Kept, so that the search for the one is not repeated for each of the other.
        let nextEscape = -1;
        let nextQuote = -1;
        while (at < length) {
            let byte = bytes[at];
            if (isQuoted) {
                // A short text is done before a search has begun; in a long one that is several times faster.
                const near = Math.min(at + nearBytes, length);
                while (byte !== single && byte !== backslash && ++at < near)
                    byte = bytes[at];
                if (at === near && at < length) {
                    if (nextEscape < at)
                        nextEscape = foundOr(bytes.indexOf(backslash, at), length);
                    if (nextQuote < at)
                        nextQuote = foundOr(bytes.indexOf(single, at), length);
                    at = Math.min(nextQuote, nextEscape);
                    byte = bytes[at];
                }
                if (at >= length)
                    break;
                if (byte === backslash) {
                    if (at + 1 === length) {
                        result = at;
                        break;
                    }
                    at += 2;
                    continue;
                }
                isQuoted = false;
            }
            else if (isInside) {
                // Digits, commas, hexadecimal and NULL: nothing to tell apart.
                while ((byte === comma || byte > 0x2f) && byte !== semicolon && byte !== backslash && byte !== back) {
                    if (++at >= length)
                        break;
                    byte = bytes[at];
                }
                if (at >= length)
                    break;
                if (byte === single)
                    isQuoted = true;
                else if (byte === reader_close) {
                    isInside = false;
                    rows++;
                }
                else if (byte === reader_open || byte === semicolon || byte === backslash || byte === back || byte === reader_double)
                    throw malformed('a row is not of the form that mysqldump writes');
            }
            else if (byte === reader_open)
                isInside = true;
            else if (byte === semicolon) {
                this.#rows = rows;
                return this.#endStatement(bytes, at + 1);
            }
            else if (byte !== comma && !isSpace(byte))
                throw malformed('something stands between rows');
            at++;
        }
        this.#rows = rows;
        this.#parentheses = isInside ? 1 : 0;
        this.#isQuoted = isQuoted;
        return result < 0 ? length : result;
    }
    #endStatement(bytes, end) {
        if (this.#verdict === 'undecided')
            this.#decide(bytes, end, true);
        this.#give(bytes, end);
        this.#verdict = 'keep';
        this.#mode = 'between';
        this.#listener.ended(this.#rows);
        return end;
    }
    #decide(bytes, end, isWhole) {
        const head = Buffer.concat([...this.#held, bytes.subarray(this.#from, end)]).toString('utf8');
        if (isWhole)
            this.#heedMode(head);
        const verdict = this.#listener.statement(head, isWhole);
        if (verdict === 'keep')
            this.#out.push(...this.#held);
        else if (verdict !== 'drop') {
            if (!isWhole)
                throw malformed('a statement is longer than it can be');
            this.#out.push(Buffer.from(verdict.replace));
        }
        this.#held = [];
        this.#heldBytes = 0;
        this.#verdict = verdict === 'keep' ? 'keep' : 'drop';
    }
    #heedMode(head) {
        const [, mode] = /^\W*(?:!\d+ )?SET\b[^;]*\bsql_mode\s*=\s*('[^']*'|@)/i.exec(head) ?? [];
        if (mode !== undefined)
            this.#escapes = !/no_backslash_escapes/i.test(mode);
    }
    #give(bytes, end) {
        if (this.#verdict === 'keep' && end > this.#from)
            this.#out.push(bytes.subarray(this.#from, end));
        this.#from = end;
    }
    /** At the end of a chunk. */
    #leave(bytes, end) {
        if (this.#verdict === 'undecided' && this.#heldBytes + end - this.#from >= headBytes)
            this.#decide(bytes, end, false);
        if (this.#verdict !== 'undecided') {
            this.#give(bytes, end);
            return;
        }
        const piece = Buffer.from(bytes.subarray(this.#from, end));
        this.#held.push(piece);
        this.#heldBytes += piece.length;
    }
}
const nearBytes = 24;
const foundOr = (at, otherwise) => (at < 0 ? otherwise : at);
/** After the beginning of a remark: what servers of some versions run. */
function isCode(bytes, at) {
    return bytes[at] === bang || (bytes[at] === capitalM && bytes[at + 1] === bang);
}
function malformed(because) {
    return new problem/* Problem */.AF('dump-incomplete', `the dump cannot be read: ${because}`, { hint: problem/* remedy */.zL.dump });
}

;// CONCATENATED MODULE: ./engine/mysql/stream/statement.js
const pieces = /\s+|\/\*M?!\d*|\*\/|\/\*[\s\S]*?(?:\*\/|$)|--(?=\s)[^\n]*|#[^\n]*|`((?:[^`]|``)*)`|"((?:[^"]|"")*)"|('(?:[^'\\]|\\.|'')*')|([\p{L}\p{N}_$]+)|(.)/gsu;
const mostWords = 64;
/** Words and signs; versions' remarks are code, and other remarks nothing. */
function wordsOf(head) {
    const words = [];
    for (const [, back, double, text, word, sign] of head.matchAll(pieces)) {
        const quoted = back?.replaceAll('``', '`') ?? double?.replaceAll('""', '"');
        const plain = text ?? word ?? sign;
        if (quoted !== undefined)
            words.push({ text: quoted, isQuoted: true });
        else if (plain !== undefined)
            words.push({ text: plain, isQuoted: false });
        if (words.length >= mostWords)
            break;
    }
    return words;
}
const kinds = ['TABLE', 'VIEW', 'SEQUENCE', 'TRIGGER', 'EVENT', 'FUNCTION', 'PROCEDURE', 'PACKAGE'];
function subjectOf(head) {
    const words = wordsOf(head);
    const key = (index) => {
        const word = words[index];
        return word === undefined || word.isQuoted ? '' : word.text.toUpperCase();
    };
    const named = (index) => words[index]?.text ?? '';
    const verb = key(0);
    if (verb === 'INSERT')
        return { of: 'table', name: named(2), does: 'fill' };
    if (verb === 'LOCK')
        return { of: 'table', name: named(2), does: 'prepare' };
    if (verb === 'ANALYZE')
        return { of: 'table', name: named(2), does: 'prepare' };
    if (verb === 'ALTER' && key(1) === 'TABLE')
        return { of: 'table', name: named(2), does: 'prepare' };
    if (verb === 'ALTER' && key(1) === 'DATABASE')
        return { of: 'database', name: named(2) };
    if (verb === 'DO' && key(1) === 'SETVAL')
        return { of: 'sequence', name: named(3), does: 'prepare' };
    if (verb !== 'CREATE' && verb !== 'DROP')
        return { of: 'session' };
    const at = words.findIndex((word, index) => index > 0 && !word.isQuoted && kinds.includes(word.text.toUpperCase()));
    const kind = key(at);
    const body = kind === 'PACKAGE' && key(at + 1) === 'BODY' ? 1 : 0;
    let index = at + 1 + body;
    if (key(index) === 'IF')
        index += key(index + 1) === 'NOT' ? 3 : 2;
    if (key(index + 1) === '.')
        index += 2;
    const name = isName(words[index]) ? words[index]?.text : undefined;
    const does = verb === 'CREATE' ? 'create' : 'prepare';
    switch (kind) {
        case 'TABLE':
            return { of: 'table', name: name ?? '', does };
        case 'VIEW':
            // What stands in for a view until the views that it reads are there has no algorithm.
            return { of: 'view', name: name ?? '', does: key(1) === 'ALGORITHM' ? does : 'prepare' };
        case 'SEQUENCE':
            return { of: 'sequence', name: name ?? '', does };
        case 'EVENT':
            return { of: 'event', name, does };
        case 'TRIGGER': {
            if (verb === 'DROP')
                return { of: 'session' };
            const on = words.findIndex((_, other) => other > index && key(other) === 'ON') + 1;
            return { of: 'trigger', name, on: on === 0 ? undefined : named(key(on + 1) === '.' ? on + 2 : on) };
        }
        case 'FUNCTION':
        case 'PROCEDURE':
        case 'PACKAGE': {
            const type = body === 1 ? 'package body' : kind.toLowerCase();
            return { of: 'routine', name: name === undefined ? undefined : `${type} ${name}`, does };
        }
        default:
            return { of: 'session' };
    }
}
function isName(word) {
    return word !== undefined && (word.isQuoted || /^[\p{L}\p{N}_$]+$/u.test(word.text));
}

;// CONCATENATED MODULE: ./engine/mysql/stream/tally.js


/** What a dump holds, counted while it is read: just the rows of its own snapshot. */
class DumpTally {
    /** By table, those without rows too. */
    rows = new Map();
    names = new Map();
    /** Statements that make something whose name could not be read. */
    unnamed = new Map();
    /** "binlog.000002:158" */
    position;
    /** The transactions that the server had, by GTID, where its program was told to say. */
    gtids;
    #judge;
    #filled;
    #isComplete = false;
    /** `judge`: what is kept of it; what is not is not counted. */
    constructor(judge = () => 'keep') {
        this.#judge = judge;
    }
    statement(head, isWhole) {
        this.#isComplete = false;
        const [, gtids] = /^SET @@GLOBAL\.GTID_PURGED=(?:\/\*!80000 '\+'\*\/)? ?'\+?([^']*)';$/i.exec(head) ?? [];
        if (gtids !== undefined)
            this.gtids = gtids.replaceAll(/\s/g, '');
        const subject = subjectOf(head);
        const verdict = this.#judge(subject, head, isWhole);
        if (verdict !== 'drop')
            this.#note(subject);
        return verdict;
    }
    ended(rows) {
        if (this.#filled !== undefined)
            this.rows.set(this.#filled, (this.rows.get(this.#filled) ?? 0) + rows);
        this.#filled = undefined;
    }
    comment(line) {
        if (line === '--' || line === '')
            return;
        this.#isComplete = line.startsWith('-- Dump completed');
        const [, file, at] = /^-- CHANGE (?:MASTER|REPLICATION SOURCE) TO \w+_LOG_FILE='([^']+)', \w+_LOG_POS=(\d+);/.exec(line) ?? [];
        const [, gtids] = /^-- SET GLOBAL gtid_slave_pos='([^']*)';/.exec(line) ?? [];
        if (gtids !== undefined)
            this.gtids = gtids;
        if (file !== undefined)
            this.position = `${file}:${at}`;
    }
    /** @throws Problem `dump-incomplete` where the last line is not there, with which the program says that it came to its end. */
    mustBeComplete() {
        if (!this.#isComplete)
            throw malformed('its last line is not "-- Dump completed"');
    }
    /** As facts name it. */
    content() {
        const rows = [...this.rows].sort(([a], [b]) => (a < b ? -1 : 1));
        return { rows: Object.fromEntries(rows), objects: objectsOf(this.names) };
    }
    #note(subject) {
        if (subject.of === 'session' || subject.of === 'database')
            return;
        if (subject.of === 'table' && subject.does === 'fill') {
            if (!this.rows.has(subject.name))
                throw malformed(`it has rows of ${subject.name}, which it does not create`);
            this.#filled = subject.name;
            return;
        }
        if (subject.of !== 'trigger' && subject.does !== 'create')
            return;
        if (subject.name === undefined) {
            this.unnamed.set(subject.of, (this.unnamed.get(subject.of) ?? 0) + 1);
            return;
        }
        if (subject.of === 'table')
            this.rows.set(subject.name, 0);
        const names = this.names.get(subject.of) ?? new Set();
        this.names.set(subject.of, names.add(subject.name));
    }
}
/** By kind, each sorted; kinds of which there are none are left out. */
function objectsOf(names) {
    const sorted = [...names].map(([kind, some]) => [kind, [...some].sort()]);
    return Object.fromEntries(sorted.filter(([, some]) => some.length > 0).sort(([a], [b]) => (a < b ? -1 : 1)));
}

;// CONCATENATED MODULE: ./engine/mysql/inventory.js





/** @throws Problem `tool-failed` as `query`; `tool-version` for a server that is neither of the family. */
async function askServer(asker, options = {}) {
    const { product } = asker.connection;
    // What is remembered of sizes may be a day old; a variable that only one product has is code for it alone.
    const rows = await query(asker, `/*!80000 set session information_schema_stats_expiry = 0 */;
    select concat(version(), if(@@version_comment like '%mariadb%' and version() not like '%mariadb%', '-MariaDB', ''));
    select @@character_set_database, @@collation_database, @@lower_case_table_names, @@log_bin, database();
    select coalesce(sum(data_length + index_length), 0) from information_schema.tables where table_schema = database();
    show session status like 'Ssl_cipher';
    select 'history' ${products.map(({ history }) => history).join(' ')}`, options);
    const [[said = ''] = [], [charset = '', collation = '', lower = '', log = '', database = ''] = [], [size = '0'] = [],] = rows;
    const named = (wanted) => rows.slice(3).find(([name]) => name === wanted)?.[1] ?? '';
    const told = toldVersion(said);
    if (told === undefined)
        throw new problem/* Problem */.AF('tool-version', `the server of ${placeOf(asker.connection)} names no version: ${said}`, {
            hint: `Check that the url is that of a ${product.noun} server.`,
        });
    return {
        told,
        facts: {
            version: told.version.text,
            major: told.version.major,
            settings: { database, charset, collation, 'lower-case-table-names': lower },
        },
        sizeBytes: Number(size),
        hasLog: log === '1',
        history: named('history'),
        isEncrypted: named('Ssl_cipher') !== '',
    };
}
async function inventoryOf(asker) {
    const rows = await query(asker, `select case table_type when 'VIEW' then 'view' when 'SYSTEM VIEW' then 'view' when 'SEQUENCE' then 'sequence' else 'table' end,
      table_name, coalesce(engine, ''), table_type = 'SYSTEM VERSIONED'
      from information_schema.tables where table_schema = database() and table_type <> 'TEMPORARY';
    select 'routine', concat(lower(routine_type), ' ', routine_name) from information_schema.routines where routine_schema = database();
    select 'trigger', trigger_name, event_object_table from information_schema.triggers where trigger_schema = database();
    select 'event', event_name from information_schema.events where event_schema = database();
    select 'float', table_name, column_name from information_schema.columns where table_schema = database()
      and data_type = 'float' and numeric_scale is null and coalesce(generation_expression, '') = '' order by ordinal_position`);
    const tables = [];
    const others = new Map();
    const triggers = new Map();
    const floats = new Map();
    for (const [kind = '', name = '', engine = '', versioned] of rows) {
        // The third column of a trigger is its table.
        if (kind === 'trigger')
            triggers.set(name, engine);
        if (kind === 'float')
            floats.set(name, [...(floats.get(name) ?? []), engine]);
        else if (kind === 'table')
            tables.push({ name, engine, isVersioned: versioned === '1' });
        else
            others.set(kind, [...(others.get(kind) ?? []), name]);
    }
    return { tables: tables.sort((a, b) => (a.name < b.name ? -1 : 1)), others, triggers, floats };
}
/** All of it by kind, as facts name it. */
function namesOf({ tables, others }) {
    return objectsOf([['table', tables.map(({ name }) => name)], ...others]);
}

;// CONCATENATED MODULE: ./engine/mysql/check.js





/** Runs one assertion, in a read-only transaction. undefined: it holds. */
async function checkMysql(assertion, asker) {
    switch (assertion.kind) {
        case 'sql':
            return await checkSql(assertion, assertion.ask, asker);
        case 'count-of':
        case 'required': {
            const { tables } = await inventoryOf(asker);
            const names = new Set(tables.map(({ name }) => name));
            if (assertion.kind === 'required')
                return (0,engine_assertion/* judgeRequired */.lk)(assertion, (name) => names.has(name), 'table');
            if (!names.has(assertion.ask))
                return (0,engine_assertion/* failed */.gz)(assertion, `there is no table ${assertion.ask}`);
            return await checkSql(assertion, `select count(*) from ${identifier(assertion.ask)}`, asker);
        }
        default:
            throw (0,engine_assertion/* unknownKind */.PI)(assertion);
    }
}
/** Those of these table names that no table of a backup has. */
function missingTables(facts, names) {
    const there = new Set(facts.objects['table']);
    return names.filter((name) => !there.has(name));
}
// 1064 a mistake in a statement, 1054, 1146, 1305, 1630 and 1109 a name that is not there, 1792 a statement that writes.
const ofTheStatement = /ERROR (?:1064|1054|1146|1305|1630|1109|1792|1290|1295)\b/;
async function checkSql(assertion, ask, asker) {
    const sql = ask.trim().replace(/;\s*$/, '');
    // The client takes a backslash in front for a command of its own, and DELIMITER for one too.
    if (/^\\|^delimiter\b/i.test(sql))
        throw new problem/* Problem */.AF('policy-invalid', `assertion "${assertion.name}" is not SQL`, { hint: 'Write one SELECT.' });
    let rows;
    try {
        rows = await query(asker, `set session transaction read only;\nstart transaction;\n${sql}`);
    }
    catch (error) {
        const failure = (0,runtime_runtime/* failureOf */.g5)(error);
        if (!(0,problem/* isProblem */.AN)(error, 'tool-failed'))
            throw error;
        if (failure === undefined && /wrote more than/.test(error.message))
            return (0,engine_assertion/* failed */.gz)(assertion, error.message);
        // Anything but a statement that is refused says nothing about the backup: a connection that was lost.
        if (failure === undefined || !/ERROR \d+ \(\w+\) at line/.test(failure.stderr) || isOfServer(error))
            throw error;
        const said = `the server says ${(0,runtime_runtime/* lastLines */.w$)(failure.stderr)}`;
        return ofTheStatement.test(failure.stderr) ? (0,engine_assertion/* mistaken */.R3)(assertion, said) : (0,engine_assertion/* failed */.gz)(assertion, said);
    }
    const [row, ...moreRows] = rows;
    if (row === undefined)
        return (0,engine_assertion/* failed */.gz)(assertion, 'it returned no row');
    if (moreRows.length > 0)
        return (0,engine_assertion/* mistaken */.R3)(assertion, `it returned ${moreRows.length + 1} rows, not one`);
    const [value = '', ...more] = row;
    if (more.length > 0)
        return (0,engine_assertion/* mistaken */.R3)(assertion, `it returned ${more.length + 1} columns, not one`);
    return (0,engine_assertion/* judged */.g$)(assertion, value);
}

// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(46466);
// EXTERNAL MODULE: ./engine/body.js
var engine_body = __webpack_require__(48779);
// EXTERNAL MODULE: ./engine/facts.js
var engine_facts = __webpack_require__(55428);
;// CONCATENATED MODULE: ./engine/mysql/completeness.js




/**
 * What the dump holds, by name. What was there before it and after it must be in it: programs leave out what they may not see,
 * and end with exit code 0.
 * @throws Problem `dump-incomplete`
 */
function mustHoldAll({ names, unnamed }, before, after, wanted) {
    const held = new Map([...names].map(([kind, some]) => [kind, new Set(some)]));
    const there = namesOf(after);
    for (const [kind, some] of Object.entries(namesOf(before))) {
        const now = new Set(there[kind]);
        const lasting = some.filter((name) => now.has(name) && isWanted(kind, name, before, wanted));
        const missing = lasting.filter((name) => held.get(kind)?.has(name) !== true);
        // A trigger is kept as it was typed: where its name could not be read, it must be one of these.
        if (missing.length > (unnamed.get(kind) ?? 0))
            throw new problem/* Problem */.AF('dump-incomplete', `the dump lacks ${kind} ${(0,words/* namesSome */.Tc)(missing)}`, {
                hint: `Grant the user of the url the rights that docs/engines.md lists. ${problem/* remedy */.zL.dump}`,
            });
        held.set(kind, new Set([...(held.get(kind) ?? []), ...missing]));
    }
    return objectsOf(held);
}
function isWanted(kind, name, { triggers }, { tables, isNamed }) {
    if (kind === 'table')
        return tables.includes(name);
    if (kind !== 'trigger')
        return !isNamed;
    const table = triggers.get(name);
    return table === undefined || tables.includes(table);
}

;// CONCATENATED MODULE: ./engine/mysql/server/clock.js
/** "2026-11-28 18:59:17.123456" of a server, in microseconds. */
function microseconds(utc) {
    const [, day, time, fraction = ''] = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?$/.exec(utc) ?? [];
    if (day === undefined)
        throw new Error('the server tells a time of a form that is not known');
    return BigInt(Date.parse(`${day}T${time}Z`)) * 1000n + BigInt(fraction.padEnd(6, '0'));
}
/** Never later than it was. */
const dateOf = (time) => new Date(Number(time / 1000n));
const timeOf = (date) => BigInt(date.getTime()) * 1000n;

;// CONCATENATED MODULE: ./engine/mysql/log/ask.js




async function askLog(asker) {
    const { product } = asker.connection;
    const rows = await query(asker, `select 'time', utc_timestamp(6); select 'history' ${product.history}; show binary logs`, { anywhere: true });
    const [[, time = ''] = [], [, history = ''] = [], ...listed] = rows;
    const files = listed.map(([name = '', size = '']) => ({ name, bytes: Number(size) }));
    const odd = files.find(({ name, bytes }) => !/^[\w.-]+\.\d+$/.test(name) || !Number.isSafeInteger(bytes));
    if (odd !== undefined)
        throw new problem/* Problem */.AF('source-failed', `${placeOf(asker.connection)}: a file of the log has an impossible name or size`, {
            hint: 'Set log_bin to a plain name, such as binlog, and restart the server.',
        });
    return { time: microseconds(time), history, files };
}
/** Where the log ends. Throws `source-failed` where there is none. */
function endOf({ files }, { connection }) {
    const last = files.at(-1);
    if (last !== undefined)
        return { file: last.name, offset: last.bytes };
    throw new problem/* Problem */.AF('source-failed', `${placeOf(connection)}: the server has no binary log`, {
        hint: 'Set log_bin=binlog in the configuration of the server, and restart it.',
    });
}

;// CONCATENATED MODULE: ./engine/mysql/log/event.js
const headerBytes = 19;
const event_kinds = {
    query: 2,
    stop: 3,
    rotate: 4,
    format: 15,
    tableMap: 19,
    incident: 26,
    gtid: 33,
    anonymousGtid: 34,
    xaPrepare: 38,
    taggedGtid: 42,
    startEncryption: 164,
    mariadbGtid: 162,
    mariadbQueryCompressed: 165,
};
function headerAt(bytes) {
    return {
        timestamp: bytes.readUInt32LE(0),
        type: bytes.readUInt8(4),
        size: bytes.readUInt32LE(9),
        end: bytes.readUInt32LE(13),
        flags: bytes.readUInt16LE(17),
    };
}
/** Made by the server for whoever reads the log, and not in its file. */
const isArtificial = ({ flags }) => (flags & 0x20) !== 0;
/** The file's name in a rotate event: what follows is in it. `checksum`: bytes at the end of every event. */
const rotatesTo = (event, checksum) => event.subarray(headerBytes + 8, event.length - checksum).toString('latin1');
/**
 * Of a format event: how many bytes of checksum end each event of its file. Its body ends with the algorithm, and always with a
 * checksum of its own.
 */
function checksumBytes(event) {
    const algorithm = event.length > headerBytes + 5 ? event.readUInt8(event.length - 5) : 0;
    return algorithm === 1 ? 4 : 0;
}

;// CONCATENATED MODULE: ./engine/mysql/log/place.js

const place_form = /^([\w.-]+\.\d+):(\d+)((?:;\w+=[\w.:-]+)*)$/;
/** undefined: it is no place in a file of a server's own log. */
function placeIn({ at }) {
    const [, file, offset, more = ''] = place_form.exec(at) ?? [];
    if (file === undefined)
        return undefined;
    const named = new Map([...more.matchAll(/;(\w+)=([^;]+)/g)].map(([, name = '', value = '']) => [name, value]));
    const [, size, print] = /^(\d+)\.([0-9a-f]+)$/.exec(named.get('last') ?? '') ?? [];
    const begun = named.get('begun');
    const time = named.get('time');
    return {
        file,
        offset: Number(offset),
        ...(begun === undefined ? {} : { begun: Number(begun) }),
        ...(print === undefined ? {} : { last: { size: Number(size), print } }),
        ...(time === undefined ? {} : { time: BigInt(time) }),
    };
}
/** Throws `log-gap` for what a log of a server's own cannot begin at. */
function mustBePlace(position) {
    const place = placeIn(position);
    if (place !== undefined)
        return place;
    throw new problem/* Problem */.AF('log-gap', `${position.at.slice(0, 80)} is no place in the binary log of the server itself`, {
        hint: 'Name the primary in its url, and make a new backup: the log is collected from there on.',
    });
}
function positionAt({ file, offset, begun, last, time }, history) {
    const more = [
        ...(begun === undefined ? [] : [`;begun=${begun}`]),
        ...(last === undefined ? [] : [`;last=${last.size}.${last.print}`]),
        ...(time === undefined ? [] : [`;time=${time}`]),
    ];
    return { at: `${file}:${offset}${more.join('')}`, history };
}
/** "binlog" and 2. */
function numbered(file) {
    const dot = file.lastIndexOf('.');
    return [file.slice(0, dot), Number(file.slice(dot + 1))];
}
/** The file that a server begins after that one. */
function nextFile(file) {
    const [stem, number] = numbered(file);
    return `${stem}.${String(number + 1).padStart(file.length - stem.length - 1, '0')}`;
}
// A backup asks for the time when it has its place already, and a piece of log before it asks for its own.
const slack = 60000000n;
/** As `Replay.compare`. */
function comparePlaces(one, other) {
    const [a, b] = [placeIn(one), placeIn(other)];
    if (one.history !== other.history || a === undefined || b === undefined)
        return undefined;
    const [[stem, number], [otherStem, otherNumber]] = [numbered(a.file), numbered(b.file)];
    if (stem !== otherStem)
        return undefined;
    const order = number === otherNumber ? a.offset - b.offset : number - otherNumber;
    // What was written first was there first: else the log was reset in between, and its files have the same names once more.
    if (a.time !== undefined && b.time !== undefined && order < 0 && a.time > b.time + slack)
        return undefined;
    if (a.time !== undefined && b.time !== undefined && order > 0 && b.time > a.time + slack)
        return undefined;
    if (a.begun === undefined || b.begun === undefined)
        return order;
    // Of one log, a file is begun after those before it.
    const begun = a.begun - b.begun;
    return number === otherNumber ? (begun === 0 ? order : undefined) : order * begun < 0 ? undefined : order;
}

;// CONCATENATED MODULE: ./engine/mysql/log/read.js
var read_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var read_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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
 * The program writes each file of the log into one of that name. These are links to its output, so that nothing comes to lie on a
 * disk; a socket cannot be opened by such a name, and a pipe can.
 */
const throughLinks = `set -u
umask 077
dir=$(mktemp -d) || exit
trap 'trap "" HUP INT TERM; rm -rf -- "$dir"' EXIT
trap 'exit 143' HUP INT TERM
for file in $BACKPROOF_FILES; do ln -s /dev/fd/1 "$dir/$file" || exit; done
{
  "$@" --result-file="$dir/" $BACKPROOF_FILES
  echo "$?" >"$dir/.code"
} | cat || exit
exit "$(cat "$dir/.code")"`;
/** These files as the server has them, the first from `start` on: each begins with its magic and its format. */
async function* readFiles(asker, files, start) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { connection, runtime, signal } = asker;
        const { binlog } = connection.product;
        const args = ['--read-from-remote-server', '--raw', `--start-position=${start}`];
        const { program, args: flags, env = {}, secrets = [] } = clientCommand(binlog, args, connection, runtime);
        const command = {
            name: binlog,
            program: 'sh',
            args: ['-c', throughLinks, 'sh', program, ...flags],
            env: { ...env, TZ: 'UTC', BACKPROOF_FILES: files.join(' ') },
            secrets,
        };
        const mine = new AbortController();
        const watch = read_addDisposableResource(env_1, watchServer(asker, binlog), true);
        const child = runtime.spawn(command, AbortSignal.any([signal, mine.signal, watch.signal]));
        child.ended.catch(() => undefined);
        try {
            for await (const chunk of child.stdout) {
                watch.heard();
                yield chunk;
            }
            await child.ended;
        }
        catch (error) {
            throw advised(error);
        }
        finally {
            child.stdout.destroy();
            await child.ended.catch(() => undefined);
        }
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = read_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}

;// CONCATENATED MODULE: ./engine/mysql/log/scanner.js


const magic = Buffer.from([0xfe, 0x62, 0x69, 0x6e]);
const shortBytes = 1024;
// A statement is judged as a whole, and a file's format too.
const longBytes = 1024 * 1024;
const whole = new Set([event_kinds.query, event_kinds.format, event_kinds.rotate, event_kinds.mariadbQueryCompressed]);
const trailBytes = 32;
const none = Buffer.alloc(0);
/** Splits files of a binary log that follow each other into their events, whatever chunks they come in. */
class Scanner {
    #listener;
    /** Not looked at yet. */
    #rest = none;
    #header;
    #left = 0;
    #keeps = false;
    #trail = none;
    #isBegun = false;
    #kept = [];
    constructor(listener) {
        this.#listener = listener;
    }
    /** What is kept of it. */
    push(chunk) {
        this.#kept = [];
        let bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
        this.#rest = none;
        while (bytes.length > 0) {
            const taken = this.#header === undefined ? this.#begin(bytes) : this.#goOn(bytes);
            if (taken === 0)
                break;
            bytes = bytes.subarray(taken);
        }
        this.#rest = bytes;
        return this.#kept;
    }
    /** Throws `dump-incomplete` in the middle of an event. */
    end() {
        if (this.#rest.length > 0 || this.#header !== undefined)
            throw new problem/* Problem */.AF('dump-incomplete', 'the binary log broke off in the middle of an event', { hint: problem/* remedy */.zL.dump });
    }
    #begin(bytes) {
        if (isFile(bytes) === 'unknown')
            return 0;
        if (isFile(bytes) === 'yes') {
            this.#isBegun = true;
            if (this.#listener.file() === 'keep')
                this.#kept.push(magic);
            return magic.length;
        }
        if (!this.#isBegun)
            throw spoilt('it does not begin as a binary log does');
        const header = headerAt(bytes);
        if (header.size < headerBytes)
            throw spoilt(`an event is said to have ${header.size} bytes`);
        const wanted = Math.min(header.size, whole.has(header.type) ? longBytes : shortBytes);
        if (bytes.length < wanted)
            return 0;
        const head = bytes.subarray(0, wanted);
        const fate = this.#listener.event(header, head);
        this.#keeps = fate === 'keep';
        if (typeof fate === 'object') {
            if (wanted < header.size)
                throw spoilt('a statement is longer than it can be');
            this.#kept.push(fate.replace);
        }
        this.#header = header;
        this.#left = header.size;
        this.#trail = none;
        return this.#goOn(head);
    }
    #goOn(bytes) {
        const part = bytes.subarray(0, this.#left);
        if (this.#keeps)
            this.#kept.push(part);
        const trail = part.length >= trailBytes ? part : Buffer.concat([this.#trail, part]);
        this.#trail = trail.subarray(-trailBytes);
        this.#left -= part.length;
        if (this.#left === 0 && this.#header !== undefined) {
            this.#listener.ended?.(this.#header, this.#trail);
            this.#header = undefined;
        }
        return part.length;
    }
}
/**
 * Whether a file begins there, or an event. The first bytes of a file are also those of an event of one second in 2028, on a
 * server with a number that looks like a format event's.
 */
function isFile(bytes) {
    const known = Math.min(bytes.length, magic.length);
    if (!bytes.subarray(0, known).equals(magic.subarray(0, known)))
        return bytes.length < headerBytes ? 'unknown' : 'no';
    if (bytes.length < magic.length + headerBytes + 2)
        return 'unknown';
    const header = headerAt(bytes.subarray(magic.length));
    return header.type === event_kinds.format && bytes.readUInt16LE(magic.length + headerBytes) === 4 ? 'yes' : 'no';
}
function spoilt(because) {
    return new problem/* Problem */.AF('dump-incomplete', `the binary log cannot be read: ${because}`, { hint: problem/* remedy */.zL.dump });
}

;// CONCATENATED MODULE: ./engine/mysql/log/begun.js






/**
 * The file that a server writes to when a dump begins. The dump goes on where it cannot be read: what stops a log is said where the log
 * is collected.
 */
class LogLook {
    #asker;
    #before;
    constructor(asker, before) {
        this.#asker = asker;
        this.#before = before;
    }
    static async take(asker) {
        return new LogLook(asker, await unlessUnread(async () => await begunFile(asker, (await newest(asker)).file)));
    }
    /** Once the dump has said where it lies: "binlog.000002:342". */
    async file(at) {
        const { file } = placeIn({ at, history: '' }) ?? {};
        if ('level' in this.#before)
            return { isReset: false, findings: [this.#before] };
        if (file === undefined)
            return { isReset: false, findings: [] };
        const now = await unlessUnread(async () => await begunFile(this.#asker, file));
        if ('level' in now)
            return { isReset: false, findings: [now] };
        const isReset = now.begun === undefined || (file === this.#before.file && now.begun !== this.#before.begun);
        return { ...(now.begun === undefined || isReset ? {} : { begun: now.begun }), isReset, findings: [] };
    }
}
async function newest(asker) {
    return endOf(await askLog(asker), asker);
}
async function begunFile(asker, file) {
    let begun;
    const scanner = new Scanner({
        file: () => 'drop',
        event({ type, timestamp }) {
            if (type === event_kinds.format)
                begun ??= timestamp;
            return 'drop';
        },
    });
    for await (const chunk of readFiles(asker, [file], 4)) {
        scanner.push(chunk);
        if (begun !== undefined)
            break;
    }
    return { file, begun };
}
async function unlessUnread(look) {
    try {
        return await look();
    }
    catch (error) {
        if (!(0,problem/* isFailure */.N6)(error))
            throw error;
        const message = `the dump does not say when its file of the binary log was begun: ${(0,problem/* messageOf */.bD)(error)}`;
        return { level: 'warning', blame: 'source', message, ...(error.hint === undefined ? {} : { hint: error.hint }) };
    }
}

;// CONCATENATED MODULE: ./engine/mysql/selection.js


/** Pattern of a table's name: * is any run of characters, ? is one; everything else stands for itself. */
function likeName(pattern) {
    const source = pattern.replaceAll(/[*?]|[^*?]+/gs, (text) => text === '*' ? '.*' : text === '?' ? '.' : RegExp.escape(text));
    const whole = new RegExp(`^${source}$`, 'su');
    return (name) => name === pattern || whole.test(name);
}
/** The tables of a source that its policy selects. @throws Problem `policy-invalid` where a pattern of either list matches none. */
function selected(names, { include, exclude }, source) {
    for (const [key, patterns] of Object.entries({ include, exclude })) {
        const idle = patterns.find((pattern) => !names.some(likeName(pattern)));
        if (idle !== undefined)
            throw new problem/* Problem */.AF('policy-invalid', `source ${source}: no table matches ${idle} of tables.${key}${(0,words/* didYouMean */.au)(idle, names)}`, {
                hint: `Its tables are ${(0,words/* namesSome */.Tc)(names, 10)}.`,
            });
    }
    const isIn = include.length === 0 ? () => true : anyOf(include);
    const isOut = anyOf(exclude);
    const left = names.filter((name) => isIn(name) && !isOut(name));
    if (left.length > 0 || include.length === 0)
        return left;
    // Without a name, the program would take all of them.
    throw new problem/* Problem */.AF('policy-invalid', `source ${source}: tables.exclude leaves out all that tables.include takes`, {
        hint: 'Take a pattern out of exclude.',
    });
}
/** Those of a backup that the patterns of --only name. @throws Problem `usage` for one that matches none. */
function picked(names, patterns) {
    const idle = patterns.find((pattern) => !names.some(likeName(pattern)));
    if (idle !== undefined)
        throw new problem/* Problem */.AF('usage', `the backup has no table ${idle}${(0,words/* didYouMean */.au)(idle, names)}`, {
            hint: `Its tables are ${(0,words/* namesSome */.Tc)(names, 10)}; * and ? are wild.`,
        });
    return new Set(names.filter(anyOf(patterns)));
}
const anyOf = (patterns) => {
    const all = patterns.map(likeName);
    return (name) => all.some((matches) => matches(name));
};

;// CONCATENATED MODULE: ./engine/mysql/grant.js


// A role may be granted in front; what is granted to a role has no host.
const grantee = / TO (`(?:[^`]|``)*`@`(?:[^`]|``)*`)/;
const grant_form = /^(GRANT|REVOKE) (.+) ON (?:TABLE )?(\*|`(?:[^`]|``)+`)\.(\*|`(?:[^`]|``)+`) (?:TO|FROM) /;
function grantsOf(lines, database) {
    const everywhere = new Set();
    const inDatabase = new Set();
    const revoked = new Set();
    const onTables = new Map();
    for (const line of lines) {
        const [, verb, list = '', schema = '', table = ''] = grant_form.exec(line) ?? [];
        // Of some columns only: no right to a table.
        const rights = list
            .replaceAll(/\w[\w ]*\([^)]*\)/g, '')
            .split(',')
            .map((right) => right.trim())
            .filter((right) => right !== '');
        const [inSchema, inTable] = [unquoted(schema), unquoted(table)];
        if (verb === 'REVOKE') {
            if (inSchema === database)
                for (const right of rights)
                    revoked.add(right);
        }
        else if (verb === undefined)
            continue;
        else if (schema === '*')
            for (const right of rights)
                everywhere.add(right);
        else if (table === '*' && likeSchema(inSchema, database))
            for (const right of rights)
                inDatabase.add(right);
        else
            onTables.set(`${inSchema}.${inTable}`, new Set([...(onTables.get(`${inSchema}.${inTable}`) ?? []), ...rights]));
    }
    for (const right of revoked)
        everywhere.delete(right);
    const [account] = lines.flatMap((line) => grantee.exec(line)?.[1] ?? []);
    return { everywhere, inDatabase, onTables, account };
}
const unquoted = (name) => name.replace(/^`(.*)`$/s, '$1').replaceAll('``', '`');
/** The name of a database in a grant is a pattern of LIKE. */
function likeSchema(pattern, database) {
    if (pattern === database)
        return true;
    const source = pattern.replaceAll(/\\(.)|[%_]|[^\\%_]+/gs, (text, escaped) => {
        if (escaped !== undefined)
            return RegExp.escape(escaped);
        return text === '%' ? '.*' : text === '_' ? '.' : RegExp.escape(text);
    });
    return new RegExp(`^${source}$`, 's').test(database);
}
const has = (rights, ...any) => rights !== undefined && (rights.has('ALL PRIVILEGES') || any.some((right) => rights.has(right)));
/** True where the names of all databases are shown: any right to everything does that, but to connect. */
function seesDatabases({ everywhere }) {
    return [...everywhere].some((right) => shows.has(right));
}
const shows = new Set(['ALL PRIVILEGES', 'SHOW DATABASES', 'SELECT', 'SHOW VIEW', 'TRIGGER', 'EVENT', 'LOCK TABLES']);
/**
 * The GRANTs that a user lacks for a dump that leaves nothing out: what may not be seen is not in the dump, and the programs say
 * nothing of it.
 */
function missingGrants({ everywhere, inDatabase, onTables }, { product, database }, { isWhole, users }) {
    const missing = [];
    if (isWhole) {
        const lacking = ['SELECT', 'SHOW VIEW', 'TRIGGER', 'EVENT'].filter((right) => !has(everywhere, right) && !has(inDatabase, right));
        if (lacking.length > 0)
            missing.push(`GRANT ${lacking.join(', ')} ON ${identifier(database)}.*`);
        const sees = product.name === 'mysql'
            ? has(everywhere, 'SHOW_ROUTINE', 'SELECT')
            : has(everywhere, 'SHOW CREATE ROUTINE', 'SELECT') ||
                has(inDatabase, 'SHOW CREATE ROUTINE') ||
                has(onTables.get('mysql.proc'), 'SELECT') ||
                has(onTables.get('mysql.*'), 'SELECT');
        if (!sees)
            missing.push(product.name === 'mysql' ? 'GRANT SHOW_ROUTINE ON *.*' : 'GRANT SELECT ON mysql.proc');
    }
    if (users && !has(everywhere, 'SELECT') && !has(onTables.get('mysql.*'), 'SELECT'))
        missing.push('GRANT SELECT ON mysql.*');
    return missing;
}
/** The GRANT that is lacking to be told where in the binary log the dump's moment lies. */
function missingForPosition({ everywhere }, { product }) {
    const lacking = product.name === 'mysql'
        ? [
            ...(has(everywhere, 'RELOAD', 'FLUSH_TABLES') ? [] : ['RELOAD']),
            ...(has(everywhere, 'REPLICATION CLIENT', 'SUPER') ? [] : ['REPLICATION CLIENT']),
        ]
        : has(everywhere, 'BINLOG MONITOR', 'REPLICATION CLIENT', 'SUPER')
            ? []
            : ['BINLOG MONITOR'];
    return lacking.length === 0 ? undefined : `GRANT ${lacking.join(', ')} ON *.*`;
}
/** The GRANT that is lacking to read the binary log, and to make dumps that have a place in it. */
function missingForLog(rights, connection) {
    const place = missingForPosition(rights, connection);
    const listed = place === undefined ? [] : place.replace(/^GRANT | ON \*\.\*$/g, '').split(', ');
    const lacking = has(rights.everywhere, 'REPLICATION SLAVE') ? listed : [...listed, 'REPLICATION SLAVE'];
    return lacking.length === 0 ? undefined : `GRANT ${lacking.join(', ')} ON *.*`;
}
/** True for whoever may ask whether the server is a replica. */
function mayAskReplication({ everywhere }, { product }) {
    return product.name === 'mysql'
        ? has(everywhere, 'REPLICATION CLIENT', 'SUPER')
        : has(everywhere, 'REPLICA MONITOR', 'SLAVE MONITOR', 'SUPER');
}
/** @throws Problem `source-failed` with the statements to type. */
function mustSeeAll(missing, connection, rights) {
    if (missing.length === 0)
        return;
    const { user, server, database } = connection;
    throw new problem/* Problem */.AF('source-failed', `${user} may not see all of ${database} at ${server.host}:${server.port}: what it does not see would be left out`, { hint: toGrant(missing, connection, rights) });
}
/** Statements that can be typed as they are, on whatever host the account is for. */
function toGrant(grants, { user }, { account }) {
    const to = account ?? `${identifier(user)}@HOST`;
    return `Run ${grants.map((grant) => `${grant} TO ${to};`).join(' ')}`;
}

// EXTERNAL MODULE: ./engine/hosts/hosts.js + 1 modules
var hosts = __webpack_require__(5701);
// EXTERNAL MODULE: ./engine/own.js
var own = __webpack_require__(11351);
// EXTERNAL MODULE: ./engine/service.js
var engine_service = __webpack_require__(5264);
// EXTERNAL MODULE: ./engine/dial.js
var dial = __webpack_require__(58397);
;// CONCATENATED MODULE: ./engine/mysql/greeting.js




/**
 * Product and version as the server names them in the clear, before anybody logs in: so that the programs that fit it can be
 * found without any.
 * @throws Problem `source-failed`
 */
async function greetingOf(connection, { services }, signal) {
    const place = placeOf(connection);
    const socket = await (0,dial/* dial */.zy)((0,dial/* reachedFromHere */.RV)(connection.server, services), undefined, place, signal);
    const late = setTimeout(() => socket.destroy(new Error('it does not greet within 30 s')), 30_000);
    try {
        const said = greetingIn(await firstPacket(socket));
        const told = said === undefined ? undefined : toldVersion(said);
        if (told !== undefined)
            return told;
        throw new problem/* Problem */.AF('source-failed', `${place}: the server does not greet as ${connection.product.noun} does`, {
            hint: `Check host and port of the url: a ${connection.product.noun} server must listen there, and take connections from here.`,
        });
    }
    finally {
        clearTimeout(late);
        socket.destroy();
    }
}
const mostBytes = 4096;
/** The body of the first packet, or what came of it: length (3 bytes), sequence number, body. */
async function firstPacket(socket) {
    let bytes = Buffer.alloc(0);
    try {
        for await (const chunk of socket.iterator({ destroyOnReturn: false })) {
            bytes = Buffer.concat([bytes, chunk]);
            if (bytes.length >= 4 && bytes.length >= Math.min(mostBytes, 4 + bytes.readUIntLE(0, 3)))
                break;
        }
    }
    catch {
        // What has come is judged.
    }
    return bytes.subarray(4);
}
/** The version in a greeting of protocol 10. */
function greetingIn(body) {
    const end = body.indexOf(0, 1);
    return body[0] === 10 && end > 1 && end < 256 ? body.toString('latin1', 1, end) : undefined;
}

;// CONCATENATED MODULE: ./engine/mysql/programs.js







/**
 * Where the programs of a server run: according to `tools`; by default the service container that is the server, else
 * an image of the server's version, else the host. `of`: the owner of the server, such as "source orders", for
 * messages.
 * @throws Problem `tool-version` or `tool-missing`, with what was found where; `policy-invalid`, as `requireOwn`.
 */
async function findPrograms(connection, tools, place, signal, of) {
    const { product, server } = connection;
    switch (tools.kind) {
        case 'service': {
            const service = await (0,engine_service/* namedService */.l)(tools.service, place, signal);
            await (0,own/* requireOwn */.S)([server], tools.service, service, of, `${product.name}:${product.least.text}`);
            return (0,runtime_runtime/* dockerExec */.SW)({ name: tools.service, service, baseEnv: place.baseEnv });
        }
        case 'image':
            return (0,programs/* onNetworkOf */.R$)(server.host, tools.image, place);
        case 'ssh':
        case 'pod':
            return (0,programs/* onMachine */.R_)(tools, place);
        case 'host':
            return (0,runtime_runtime/* hostRuntime */.Vo)({ env: place.baseEnv, services: place.services });
        case 'auto':
            return await choose(connection, place, signal, of);
    }
}
/** For a restore: where the service container has gone with its source, or is not the target's, as where nothing is said. */
async function programsLeft(connection, tools, place, signal) {
    try {
        return await findPrograms(connection, tools, place, signal, 'the target');
    }
    catch (error) {
        if (tools.kind !== 'service' || !(0,problem/* isProblem */.AN)(error, 'tool-missing', 'policy-invalid'))
            throw error;
        return await findPrograms(connection, { kind: 'auto' }, place, signal, 'the target');
    }
}
async function choose(connection, place, signal, of) {
    const { product, server } = connection;
    const service = (0,programs/* serviceAt */.xQ)(server, place.services);
    if (service !== undefined) {
        const runtime = (0,runtime_runtime/* dockerExec */.SW)({ name: service[0], service: service[1], baseEnv: place.baseEnv });
        if ((await versionUnlessUnfit(product, runtime, signal)) !== undefined)
            return runtime;
    }
    const greeted = await greetingOf(connection, place, signal);
    mustBe(product, greeted, `the server of ${of}`, of === 'the target' ? 'target-refused' : 'policy-invalid');
    const image = imageOf(product, greeted.version);
    const found = [];
    if (await (0,runtime_runtime/* hasDocker */.pp)(place.baseEnv, signal)) {
        const runtime = (0,programs/* onNetworkOf */.R$)(server.host, image, place);
        const version = await versionUnlessUnfit(product, runtime, signal);
        if (version !== undefined && fits(version, greeted.version))
            return runtime;
        found.push(version === undefined ? `${image} cannot be pulled` : `${image} holds ${version.text}`);
    }
    else
        found.push('docker does not answer');
    const host = (0,runtime_runtime/* hostRuntime */.Vo)({ env: place.baseEnv, services: place.services });
    const version = await versionUnlessUnfit(product, host, signal);
    if (version !== undefined && fits(version, greeted.version))
        return host;
    found.push(version === undefined ? `the host has no ${product.dump}` : `the host has ${product.dump} ${version.text}`);
    const message = `no programs for ${product.noun} ${seriesOf(greeted.version)} were found: ${found.join('; ')}`;
    throw new problem/* Problem */.AF(version === undefined ? 'tool-missing' : 'tool-version', message, {
        hint: `Set tools: { image: ${image} }, or install the client programs of ${product.noun} ${seriesOf(greeted.version)}.`,
    });
}
/**
 * In the other product's container there are other programs: the server's greeting says why none were found, or why they did
 * not work. Gives the same error where the greeting says nothing.
 */
async function explained(error, connection, place, signal, of) {
    if (!(0,problem/* isProblem */.AN)(error, 'tool-missing', 'tool-version') && !isUnadvised(error))
        return error;
    try {
        const code = of === 'the target' ? 'target-refused' : 'policy-invalid';
        mustBe(connection.product, await greetingOf(connection, place, signal), `the server of ${of}`, code);
        return error;
    }
    catch (better) {
        return (0,problem/* isProblem */.AN)(better, 'target-refused', 'policy-invalid', 'tool-version') ? better : error;
    }
}
const isUnadvised = (error) => (0,problem/* isProblem */.AN)(error, 'tool-failed') && error.hint === problem/* remedy */.zL.program;
/** @throws Problem `tool-missing`; `tool-version` for an answer that is not one of the product's. */
async function dumpVersion(product, runtime, signal) {
    const said = await (0,runtime_runtime/* text */.Qq)(runtime, { program: product.dump, args: ['--no-defaults', '--version'] }, signal);
    const told = toldVersion(said.replace(/Ver \d+\.\d+ Distrib/, ''));
    if (told?.product === product)
        return told.version;
    throw new problem/* Problem */.AF('tool-version', `${product.dump} in ${runtime.where} is not that of ${product.noun}: ${said.trim()}`, {
        hint: `Put ${product.noun}'s own programs there, or set tools: { image: ${product.name}:VERSION } in the policy.`,
    });
}
async function versionUnlessUnfit(product, runtime, signal) {
    try {
        return await dumpVersion(product, runtime, signal);
    }
    catch (error) {
        if ((0,problem/* isProblem */.AN)(error, 'tool-missing', 'tool-version', 'tool-failed'))
            return undefined;
        throw error;
    }
}
/** Of the server's major version, and not older: an older one does not know what the server has. */
const fits = (client, server) => client.major === server.major && !isOlder(client, server);
function mustFit(product, client, server, runtime) {
    if (fits(client, server))
        return;
    const message = `the server is ${product.noun} ${server.text}, but ${product.dump} in ${runtime.where} is ${client.text}`;
    throw new problem/* Problem */.AF('tool-version', message, {
        hint: `Set tools: { image: ${imageOf(product, server)} }, or install that version.`,
    });
}

;// CONCATENATED MODULE: ./engine/mysql/server/replica.js






/** The server that is dumped, with the programs for it: of several servers, the one that is chosen. */
async function openOneOf(source, named, bench, prefer, signal) {
    const servers = serversOf(named);
    const of = `source ${source.name}`;
    const find = async (connection) => ({
        connection,
        runtime: await findPrograms(connection, source.tools, bench, signal, of),
    });
    if (!(0,hosts/* isClustered */.Ad)(source, servers))
        return await find(named);
    // First: to pull an image may take longer than a server has time to answer.
    const found = await Promise.allSettled(servers.map((server) => find(atServer(named, server))));
    (0,problem/* stopIfAborted */.NI)(signal);
    const cluster = {
        servers,
        open: async (server) => {
            const one = found[servers.indexOf(server)];
            if (one?.status !== 'fulfilled')
                throw one?.reason;
            return { ...one.value, [Symbol.asyncDispose]: async () => undefined };
        },
        ask: ({ connection, runtime }, signal) => askStanding({ connection, runtime, signal }),
        explain: (error) => explain(error, named),
    };
    const { opened, host } = await (0,hosts/* openHost */.Zb)(source, cluster, (0,hosts/* wishOf */.H_)(source, prefer), signal);
    return { connection: opened.connection, runtime: opened.runtime, host };
}
/** One for each source that it replicates from. */
async function replicaStatus(asker) {
    const [names = [], ...rows] = await query(asker, asker.connection.product.sources, { anywhere: true, named: true });
    return rows.map((row) => Object.fromEntries(names.map((name, index) => [name, row[index] ?? ''])));
}
/** Whether a replica that was chosen is one no more. */
const isPromoted = async (asker) => (await replicaStatus(asker)).length === 0;
async function askStanding(asker) {
    const { product } = asker.connection;
    const [[own = '', log = ''] = []] = await query(asker, product.identity, { anywhere: true });
    return standingOf(own, log, await replicaStatus(asker));
}
/** `own`: what its replicas call it; `log`: the transactions that it has, by GTID; `sources`: what `show replica status` says. */
function standingOf(own, log, sources) {
    // Of MySQL the UUIDs of those that wrote them, of MariaDB the numbers: "0-1-17".
    const writers = [...log.matchAll(/[0-9a-f]{8}-[0-9a-f-]{27}|(?<=\d-)\d+(?=-\d)/g)].map(([id]) => `server ${id}`);
    const named = sources.map((source) => `server ${source['Source_UUID'] ?? source['Master_Server_Id']}`);
    const ids = [...new Set([`server ${own}`, ...named, ...writers])];
    if (sources.length === 0)
        return { kind: 'primary', ids, history: `server ${own}` };
    const [follows] = named;
    const standing = { kind: 'replica', ids, ...(follows && named.length === 1 ? { follows } : {}) };
    const told = (source, names) => names.map((name) => source[name]).find(Boolean) ?? '';
    for (const source of sources)
        for (const [thread, what] of [
            ['IO', 'it receives nothing from its source'],
            ['SQL', 'it applies nothing'],
        ]) {
            const running = told(source, [`Replica_${thread}_Running`, `Slave_${thread}_Running`]);
            if (running === 'Yes')
                continue;
            const error = told(source, [`Last_${thread}_Error`]).split('\n', 1)[0];
            return {
                ...standing,
                broken: `${what} (its ${thread} thread: ${running || 'unknown'})${error ? `: ${error}` : ''}`,
            };
        }
    const behind = sources.map((source) => told(source, ['Seconds_Behind_Source', 'Seconds_Behind_Master']));
    if (behind.every((seconds) => /^\d+$/.test(seconds)))
        return { ...standing, behindSeconds: Math.max(...behind.map(Number)) };
    return { ...standing, unknown: 'Seconds_Behind_Source is NULL' };
}
function explain(error, { product, user }) {
    const said = (0,runtime_runtime/* failureOf */.g5)(error)?.stderr ?? error.message;
    const denied = /ERROR (\d+) .*?: (.+)/.exec(said);
    if (denied?.[1] === '1227')
        return {
            kind: 'refused',
            because: `it does not tell ${user} whether it is a replica`,
            hint: `Run GRANT ${product.replicaRight} ON *.* TO ${identifier(user)}@HOST; on the primary.`,
        };
    if (denied !== null && !/^200\d$/.test(denied[1] ?? ''))
        return { kind: 'refused', because: `it refuses the connection: ${denied[2]}`, hint: error.hint };
    const reason = denied?.[2] ?? /cannot be reached: (.+)/.exec(said)?.[1] ?? said.trim();
    return { kind: 'dead', because: `it cannot be reached: ${reason}`, hint: hosts/* unreached */.iq };
}
const promoted = ({ name }) => ({
    level: 'warning',
    blame: 'source',
    message: `${name} was promoted while it was dumped: the backup is of the moment at which its dump began, and has nothing that was written to it since`,
});

;// CONCATENATED MODULE: ./engine/mysql/server/position.js



/**
 * A replica's own log ends with the replica, and what its source logs has other places there. Of the source's it knows files and
 * offsets (SHOW REPLICA STATUS), but not those of the dump's snapshot: the only exact ones are GTIDs.
 */
async function placeOfDump(asker, server, rights) {
    const { product, user } = asker.connection;
    const without = (because, hint) => {
        const message = `the dump does not say where in the binary log it lies: ${because}`;
        return { place: { kind: 'none' }, findings: [{ level: 'note', blame: 'source', message, hint }] };
    };
    const mayNot = (grant) => without(`${user} may not ask`, toGrant([grant], asker.connection, rights));
    if (!server.hasLog)
        return { place: { kind: 'none' }, findings: [] };
    const lacking = missingForPosition(rights, asker.connection);
    if (lacking !== undefined)
        return mayNot(lacking);
    if (!mayAskReplication(rights, asker.connection)) {
        const [[applied = '', running = ''] = []] = await query(asker, product.replicates);
        // One that has applied nothing, and applies nothing now, is no replica.
        if (applied === '' && running === '0')
            return { place: { kind: 'own', history: server.history }, findings: [] };
        return mayNot(`GRANT ${product.replicaRight} ON *.*`);
    }
    const sources = await replicaStatus(asker);
    const [source, ...more] = sources;
    if (source === undefined)
        return { place: { kind: 'own', history: server.history }, findings: [] };
    const primary = 'Name the primary in its url for a dump with a position.';
    if (more.length > 0)
        return without(`the server replicates from ${sources.length} sources`, primary);
    const id = source['Source_UUID'] || source['Master_Server_Id'] || '';
    if (id === '' || id === '0')
        return without('the server is a replica that has never reached its source', primary);
    const [[exact = '', least = ''] = []] = await query(asker, product.applied);
    if (exact !== '1')
        return without(product.inexact, product.exactly);
    return { place: { kind: 'source', history: product.name === 'mysql' ? id : `server ${id}`, least }, findings: [] };
}
/** Of MariaDB: "0-1-17,1-3-4", the last transaction of each domain. Every one of `least`, or a later one of its domain, is in `all`. */
function includes(all, least) {
    const last = (set) => new Map([...set.matchAll(/(\d+)-\d+-(\d+)/g)].map(([, domain = '', at = '0']) => [domain, BigInt(at)]));
    const there = last(all);
    return [...last(least)].every(([domain, at]) => (there.get(domain) ?? -1n) >= at);
}

;// CONCATENATED MODULE: ./engine/mysql/stream/kept.js

/** What a reader keeps of the dump that flows through. */
function kept(reader, { heard, atEnd, explain = (error) => error }) {
    const passOn = (stream, read) => {
        try {
            for (const piece of read())
                stream.push(piece);
            return null;
        }
        catch (error) {
            return explain(error);
        }
    };
    return new external_node_stream_.Transform({
        highWaterMark: 1024 * 1024,
        transform(chunk, _encoding, callback) {
            heard();
            callback(passOn(this, () => reader.push(chunk)));
        },
        flush(callback) {
            callback(passOn(this, () => {
                const rest = reader.end();
                atEnd();
                return rest;
            }));
        },
    });
}

;// CONCATENATED MODULE: ./engine/mysql/users.js


const usersPart = 'users.sql';
// What every server makes for itself, and the account that sets up the others.
const system = "('mysql.sys', 'mysql.session', 'mysql.infoschema', 'mariadb.sys', 'root', 'PUBLIC', '')";
const endMark = '-- Users completed';
const written = ({ name, host, isRole }) => isRole ? identifier(name) : `${identifier(name)}@${identifier(host)}`;
/** The server's users as statements: those that make them first, then their rights. */
async function usersOf(asker) {
    const { product } = asker.connection;
    const users = await listed(asker);
    const isMysql = product.name === 'mysql';
    // Bytes of a digest need not be text.
    const lines = isMysql ? ['set print_identified_with_as_hex = on'] : [];
    for (const [index, user] of users.entries()) {
        if (!user.isRole)
            lines.push(`select 'make', ${index}`, `show create user ${written(user)}`);
        lines.push(`select 'grant', ${index}`, `show grants for ${written(user)}`);
    }
    const make = users
        .filter(({ isRole }) => isRole)
        .map((role) => `CREATE ROLE IF NOT EXISTS ${written(role)};`);
    const grant = [];
    const roles = [];
    let what = '';
    let of = '';
    for (const [first = '', second] of users.length === 0 ? [] : await query(asker, lines.join(';\n'))) {
        if (second !== undefined && (first === 'make' || first === 'grant')) {
            const user = users[Number(second)];
            if (user === undefined)
                throw new Error(`the server was not asked for user ${second}`);
            what = first;
            of = written(user);
        }
        else if (what === 'grant')
            grant.push(`${first};`);
        else {
            const statement = first.replace(/^CREATE USER /, 'CREATE USER IF NOT EXISTS ');
            // The roles may come later.
            const [, names] = / DEFAULT ROLE ((?:`(?:[^`]|``)*`@`(?:[^`]|``)*`,?)+)/.exec(statement) ?? [];
            make.push(`${names === undefined ? statement : statement.replace(` DEFAULT ROLE ${names}`, '')};`);
            if (names !== undefined)
                roles.push(`ALTER USER ${of} DEFAULT ROLE ${names};`);
        }
    }
    return {
        names: users.map(nameOf).sort(),
        sql: `${[...make, ...grant, ...roles, endMark].join('\n')}\n`,
    };
}
const nameOf = ({ name, host, isRole }) => (isRole ? name : `${name}@${host}`);
async function listed(asker) {
    const role = asker.connection.product.name === 'mysql' ? "'N'" : 'is_role';
    const rows = await query(asker, `select user, host, ${role} from mysql.user where user not in ${system} order by user, host`);
    return rows.map(([name = '', host = '', isRole]) => ({ name, host, isRole: isRole === 'Y' }));
}
/** The names of the users that are there, as facts say them. */
async function userNames(asker) {
    return (await listed(asker)).map(nameOf).sort();
}
/** The users of a backup, as SQL. Throws `object-missing` where it was made without, and `object-damaged` where it is cut. */
async function usersIn(backup) {
    if (!backup.parts.includes(usersPart))
        throw new problem/* Problem */.AF('object-missing', 'the backup has no users: it was made without users: true', {
            hint: 'Restore without --globals, and create the users yourself.',
        });
    const chunks = [];
    for await (const chunk of await backup.open(usersPart))
        chunks.push(chunk);
    const sql = Buffer.concat(chunks).toString('utf8');
    if (sql.endsWith(`${endMark}\n`))
        return sql;
    throw new problem/* Problem */.AF('object-damaged', `${usersPart} ended without its last line`, { hint: problem/* remedy */.zL.damaged });
}

;// CONCATENATED MODULE: ./engine/mysql/dump.js
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





















const dumpPart = 'dump.sql';
/** The dump of one database in one transaction: `dump.sql`, whose rows are counted as they pass, and `users.sql` on request. */
function dumpMysql(opening) {
    const { source, client, connection } = opening;
    let done;
    async function* parts() {
        done = yield* dumpParts(opening);
    }
    return {
        parts: { [Symbol.asyncIterator]: parts },
        result: () => {
            if (done === undefined)
                throw new problem/* Problem */.AF('dump-incomplete', `the dump of ${source.name} is not complete`, { hint: problem/* remedy */.zL.dump });
            return { ...done, versions: { [connection.product.dump]: client.text } };
        },
    };
}
async function* dumpParts(opening) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { source, connection, runtime, before, server, place } = opening;
        const { product } = connection;
        const mine = new AbortController();
        const tables = selected(before.tables.map(({ name }) => name), source.tables, source.name);
        const command = clientCommand(product.dump, dumpFlags(opening, tables), connection, runtime);
        // Only of a log that is collected is it asked where this dump lies in it.
        const look = place.kind === 'own' && source.pointInTime ? await LogLook.take(opening) : undefined;
        const watch = dump_addDisposableResource(env_1, watchServer(opening, product.dump), true);
        const child = runtime.spawn(command, AbortSignal.any([opening.signal, mine.signal, watch.signal]));
        child.ended.catch(() => undefined);
        try {
            const tally = new DumpTally((_, head) => (place.kind === 'source' && setsGtids.test(head) ? 'drop' : 'keep'));
            const clock = clockOf(opening, tally);
            const body = bodyOf(child, opening, tally, watch, clock.look);
            child.stdout.once('error', (error) => body.destroy(advised(error)));
            yield { name: dumpPart, compression: 'zstd', body };
            const stderr = await child.ended.catch((error) => {
                throw advised(error);
            });
            await (0,external_node_stream_promises_.finished)(body);
            const findings = [...opening.findings, ...heard(stderr, product, connection.database)];
            const after = await inventoryOf(opening);
            const objects = mustHoldAll(tally, before, after, { tables, isNamed: source.tables.include.length > 0 });
            const { rows } = tally.content();
            const settings = { ...server.facts.settings, scope: isPart(opening) ? 'part' : 'whole' };
            let facts = {
                version: 1,
                engine: product.name,
                server: { ...server.facts, settings },
                sizeBytes: server.sizeBytes,
                rows,
                objects,
            };
            if ((0,engine_facts/* isEmpty */.I)(facts)) {
                if (!source.allowEmpty)
                    throw nothing(opening);
                facts = { ...facts, server: { ...server.facts, settings: { ...settings, empty: 'allowed' } } };
            }
            if (source.users) {
                const users = await usersOf(opening);
                facts = { ...facts, objects: { ...objects, user: users.names } };
                yield { name: usersPart, compression: 'zstd', body: external_node_stream_.Readable.from([Buffer.from(users.sql)]) };
            }
            if (opening.host?.role === 'replica' && (await isPromoted(opening)))
                findings.push(promoted(opening.host));
            const outside = before.tables.filter(({ name, engine }) => tables.includes(name) && !isTransactional(engine));
            if (outside.length > 0)
                findings.push(notOfOneMoment(outside.map(({ name }) => name)));
            const floats = tables.flatMap((table) => (before.floats.get(table) ?? []).map((column) => `${table}.${column}`));
            if (floats.length > 0 && !source.roundedFloats)
                findings.push(roundedFloats(floats, product));
            const consistency = outside.length > 0 ? 'per-object' : 'snapshot';
            const time = await clock.time();
            const dumpedIn = tally.position === undefined ? undefined : await look?.file(tally.position);
            findings.push(...(dumpedIn?.findings ?? []));
            const position = dumpedIn?.isReset ? 'reset' : positionIn(tally, place, time, dumpedIn?.begun);
            if (position === 'unclear')
                findings.push(unclearPosition);
            if (position === 'reset')
                findings.push(resetMeanwhile);
            return {
                facts,
                findings,
                consistency,
                ...(typeof position === 'object' ? { position } : {}),
                ...(time === undefined ? {} : { moment: dateOf(time + 999n) }),
            };
        }
        finally {
            mine.abort(new problem/* Problem */.AF('cancelled', 'the dump was abandoned before its end'));
            await child.ended.catch(() => undefined);
        }
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
// What sets the GTIDs of a server that restores it, and keeps from its log what is restored: that is not for a dump to say.
const setsGtids = /^SET @(?:@GLOBAL\.GTID_PURGED|@SESSION\.SQL_LOG_BIN|MYSQLDUMP_TEMP_LOG_BIN)\b/i;
/** Ends cleanly only after the program has exited 0, and the dump is complete. */
function bodyOf(child, { place }, tally, { heard }, look) {
    const reader = new DumpReader(tally);
    // Elsewhere the dump is just what the program wrote.
    if (place.kind !== 'source') {
        const push = (chunk) => {
            heard();
            reader.push(chunk);
            look();
        };
        const end = () => {
            reader.end();
            tally.mustBeComplete();
        };
        return (0,engine_body/* watchedBody */.L5)(child, { push, end });
    }
    const hear = () => {
        heard();
        look();
    };
    const body = kept(reader, { heard: hear, atEnd: () => tally.mustBeComplete() });
    // The body itself carries the error.
    (0,external_node_stream_promises_.pipeline)(child.stdout, body).catch(() => undefined);
    return body;
}
/**
 * The server's clock, asked as soon as the dump has said where its snapshot lies: so that it is not before that, and hardly after
 * it, however long the dump takes.
 */
function clockOf(opening, tally) {
    let asked;
    const ask = async () => {
        const [[time = ''] = []] = await query(opening, 'select utc_timestamp(6)', { anywhere: true });
        return microseconds(time);
    };
    const look = () => {
        if (asked !== undefined || (tally.position ?? tally.gtids) === undefined)
            return;
        asked = ask();
        asked.catch(() => undefined);
    };
    return { look, time: async () => await asked };
}
// As many characters as a manifest takes.
const longestPosition = 1000;
function positionIn({ position, gtids }, place, time, begun) {
    switch (place.kind) {
        case 'none':
            return 'none';
        case 'own':
            if (position === undefined)
                throw malformed('it does not say where in the binary log it lies');
            return {
                at: `${position}${begun === undefined ? '' : `;begun=${begun}`}${time === undefined ? '' : `;time=${time}`}`,
                history: place.history,
            };
        case 'source': {
            const at = `gtid:${gtids ?? ''}`;
            if (!gtids || at.length > longestPosition || !includes(gtids, place.least))
                return 'unclear';
            return { at, history: place.history };
        }
    }
}
const unclearPosition = {
    level: 'note',
    blame: 'source',
    message: 'the dump does not say where in the binary log it lies: the GTIDs of this replica are too many, or not all in its log',
    hint: 'Name the primary in its url for a dump with a position.',
};
const resetMeanwhile = {
    level: 'warning',
    blame: 'source',
    message: 'the dump does not say where in the binary log it lies: the log was reset while it was made',
    hint: 'Run it again: nothing is collected onto this dump.',
};
const isPart = ({ source: { tables } }) => tables.include.length > 0 || tables.exclude.length > 0;
function dumpFlags({ source, connection, place, before }, tables) {
    const { product, database } = connection;
    const isNamed = source.tables.include.length > 0;
    // Routines and events belong to the database, and not to tables that were named.
    const besides = isNamed ? ['--skip-routines', '--skip-events'] : ['--routines', '--events'];
    const left = isNamed ? [] : before.tables.filter(({ name }) => !tables.includes(name));
    return [
        ...['--single-transaction', '--quick', '--triggers', '--hex-blob', '--no-tablespaces', ...besides],
        ...product.dumpFlags,
        ...product.positionFlags[place.kind],
        ...left.map(({ name }) => `--ignore-table=${database}.${name}`),
        ...['--', database, ...(isNamed ? tables : [])],
    ];
}
/** What a program that ended with exit code 0 said: that something is not in the dump is a failure, whatever the code. */
function heard(stderr, product, database) {
    const lines = stderr.split('\n').map((line) => line.trim());
    const said = lines.filter((line) => line !== '' && !product.harmless.test(line));
    const error = said.find((line) => /\berror\b/i.test(line));
    if (error !== undefined)
        throw new problem/* Problem */.AF('dump-incomplete', `${product.dump} left something of ${database} out, and ended as if it had not: ${error}`, {
            hint: 'Grant the user of its url the rights that docs/engines.md lists.',
        });
    return said.slice(0, mostWarnings).map((message) => ({ level: 'warning', blame: 'source', message }));
}
const mostWarnings = 20;
const notOfOneMoment = (names) => ({
    level: 'warning',
    blame: 'source',
    message: `${(0,words/* namesSome */.Tc)(names)} ${names.length === 1 ? 'is' : 'are'} not in the dump's transaction: what is written meanwhile may be in the backup in part`,
    hint: `Run ALTER TABLE ${identifier(names[0] ?? '')} ENGINE=InnoDB;${names.length > 1 ? ' and so on,' : ''} or back up while nothing writes.`,
});
// The server writes a FLOAT as text with six digits, and no option of the programs changes that. One with a number of
// decimals, FLOAT(M,D), is written with all of them, and DOUBLE with as many as it takes.
const roundedFloats = (columns, { dump }) => ({
    level: 'warning',
    blame: 'source',
    message: `${dump} rounds FLOAT values to six digits: ${(0,words/* namesSome */.Tc)(columns)} may not come back as ${columns.length === 1 ? 'it was' : 'they were'}`,
    hint: 'Make them DOUBLE, which comes back exactly: ALTER TABLE ... MODIFY ... DOUBLE; or write rounded-floats: true in the policy where six digits are enough.',
});
/** A backup of nothing would be proven by a restore of nothing. */
function nothing({ connection }) {
    return new problem/* Problem */.AF('source-failed', `${placeOf(connection)} contains nothing to back up`, {
        hint: 'Check that url names the right database, or write allow-empty: true where it may be empty.',
    });
}

;// CONCATENATED MODULE: ./engine/mysql/contents.js






/** What a dump holds, by reading all of it as the client would that restores it; no program is needed for that. */
async function mysqlContents(backup, signal, required = []) {
    const tally = new DumpTally();
    const reader = new DumpReader(tally);
    const body = await openDump(backup);
    try {
        for await (const chunk of body) {
            signal.throwIfAborted();
            reader.push(chunk);
        }
        reader.end();
        mustBeWhole(tally, backup.facts.rows);
    }
    catch (error) {
        throw asDamage(error);
    }
    finally {
        body.destroy();
    }
    const { objects } = tally.content();
    const names = Object.entries(objects).flatMap(([kind, some]) => some.map((name) => `${kind} ${name}`));
    const users = backup.parts.includes(usersPart)
        ? [...(await usersIn(backup)).matchAll(/^CREATE (?:USER|ROLE) .*? (`\S+`)/gm)]
        : [];
    return {
        names: [...names, ...users.map(([, user]) => `user ${user}`)],
        missing: missingTables(backup.facts, required),
    };
}
/** Throws `object-missing`. */
async function openDump(backup) {
    if (backup.parts.includes(dumpPart))
        return await backup.open(dumpPart);
    throw new problem/* Problem */.AF('object-missing', `the backup has no part ${dumpPart}`, {
        hint: 'Write its parts with --raw DIR, or restore an earlier backup with --id ID.',
    });
}
/** The end must be there, and just the rows that were counted while it was dumped. */
function mustBeWhole(tally, rows) {
    tally.mustBeComplete();
    const wrong = Object.entries(rows).find(([name, count]) => tally.rows.get(name) !== count);
    if (wrong === undefined)
        return;
    const [name, count] = wrong;
    throw new problem/* Problem */.AF('object-damaged', `${dumpPart} has ${tally.rows.get(name) ?? 'no'} rows of ${name}, its facts say ${count}`, {
        hint: problem/* remedy */.zL.damaged,
    });
}
/** A dump that broke off is damage, once it is in a backup. */
function asDamage(error) {
    if (!(0,problem/* isProblem */.AN)(error, 'dump-incomplete'))
        return error;
    return new problem/* Problem */.AF('object-damaged', `${dumpPart}: ${error.message}`, { hint: problem/* remedy */.zL.damaged, cause: error });
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
;// CONCATENATED MODULE: ./engine/mysql/log/gap.js


const hint = 'Make a new backup: the log is collected from there on. What was collected before stays restorable.';
/** The server does not have what follows, or not of the history that was collected. */
const gap = (because, cause) => new problem/* Problem */.AF('log-gap', because, { hint, cause });
const purged = (file, oldest) => gap(`${file} is no longer on the server${oldest === undefined ? '' : ` (oldest: ${oldest})`}: it was purged, or the log was reset`);
const recreated = (file, because) => gap(`${file} was made again, by RESET or by another server: ${because}`);
const rewritten = (file, offset) => gap(`the history of the server differs from what was collected before ${file}:${offset}: it was set back to an earlier state`);
// What servers and programs say of a place that they do not have.
const gap_words = [
    [/Could not find first log file/i, 'the server no longer has that file: it was purged, or the log was reset'],
    [/impossible position|position > file size/i, 'its file is shorter than that: the log was reset'],
    [
        /truncated in the middle of event|bogus data|binlog checksum|event read from binlog|Found invalid event|max_allowed_packet/i,
        'no event begins there: the log was reset, or its file is damaged',
    ],
];
/** A failure of the program that reads the log, where its words tell of a gap. */
function asGap(error, place) {
    const said = (0,runtime_runtime/* failureOf */.g5)(error)?.stderr ?? '';
    const because = gap_words.find(([pattern]) => pattern.test(said))?.[1];
    return because === undefined ? error : gap(`the log cannot be read on from ${place}: ${because}`, error);
}

;// CONCATENATED MODULE: ./engine/mysql/log/follow.js





const wrap = 2 ** 32;
/**
 * Follows files of a server's log from one place to another, event by event, and keeps what lies between them. Throws `log-gap`
 * where they are not the continuation of what was collected before.
 */
class Follower {
    #route;
    #file;
    #offset = 0;
    #begun;
    #checksum = 0;
    /** The file that the last event names as the next one. */
    #next;
    #last;
    #isProven;
    #isPastEnd = false;
    /** Of an event that has begun, not all is there yet. */
    #isInEvent = false;
    /** In seconds. */
    first;
    constructor(route) {
        this.#route = route;
        this.#isProven = route.from.last === undefined;
    }
    get isAtEnd() {
        const { end } = this.#route;
        return !this.#isInEvent && this.#isProven && this.#file === end.file && this.#offset === end.offset;
    }
    /** Where it is now. */
    get place() {
        const last = this.#last;
        const file = this.#file ?? this.#route.from.file;
        const offset = Math.max(this.#offset, file === this.#route.from.file ? this.#route.from.offset : 0);
        return {
            file,
            offset,
            ...(this.#begun === undefined ? {} : { begun: this.#begun }),
            ...(last === undefined ? {} : { last: { size: last.header.size, print: printOf(last.header, last.bytes) } }),
        };
    }
    file() {
        if (this.#isPastEnd || (this.isAtEnd && this.#file !== undefined)) {
            this.#isPastEnd = true;
            return 'drop';
        }
        const { from, start } = this.#route;
        if (this.#file === undefined) {
            this.#file = from.file;
            this.#offset = start;
        }
        else {
            if (this.#offset < from.offset && this.#file === from.file)
                throw rewritten(from.file, from.offset);
            // A server that was stopped or killed names none.
            this.#file = this.#next ?? nextFile(this.#file);
            this.#offset = 4;
        }
        this.#next = undefined;
        this.#begun = undefined;
        return 'keep';
    }
    event(header, head) {
        if (this.#isPastEnd || (this.isAtEnd && this.#begun !== undefined)) {
            this.#isPastEnd = true;
            return 'drop';
        }
        this.#isInEvent = true;
        const { from, end } = this.#route;
        const file = this.#file ?? from.file;
        if (this.#begun === undefined)
            return this.#beginFile(header, head, file);
        if (isArtificial(header))
            return 'drop';
        if (this.#next !== undefined)
            throw spoilt(`${file} goes on after it named the next one`);
        this.#move(header, file);
        if (file === from.file && this.#offset <= from.offset)
            return 'drop';
        if (file === end.file && this.#offset > end.offset)
            throw gap(`no event of ${file} ends at ${end.offset}, where the server says that its log ends`);
        if (header.type === event_kinds.incident)
            throw gap(`the server's own log has a gap in ${file} at ${this.#offset}: it says that it lost events`);
        if (header.type === event_kinds.rotate)
            this.#next = rotatesTo(head, this.#checksum);
        this.first ??= header.timestamp === 0 ? undefined : header.timestamp;
        return 'keep';
    }
    ended(header, last) {
        this.#isInEvent = false;
        if (this.#isPastEnd || isArtificial(header))
            return;
        const { from } = this.#route;
        if (this.#file === from.file && this.#offset <= from.offset) {
            if (this.#offset < from.offset || from.last === undefined)
                return;
            if (from.last.size !== header.size || from.last.print !== printOf(header, last))
                throw rewritten(from.file, from.offset);
            this.#isProven = true;
        }
        if (header.type === event_kinds.format && header.end === 0)
            return;
        this.#last = { header, bytes: last };
    }
    #beginFile(header, head, file) {
        if (header.type !== event_kinds.format)
            throw spoilt(`${file} does not begin with its format`);
        const { from } = this.#route;
        if (file === from.file) {
            if (from.begun !== undefined && from.begun !== header.timestamp)
                throw recreated(file, `it was begun at ${clock(header.timestamp)}, not at ${clock(from.begun)}`);
            // The clock of the server had not come to that when the backup was made.
            if (from.time !== undefined && BigInt(header.timestamp) * 1000000n > from.time)
                throw recreated(file, `it was begun at ${clock(header.timestamp)}, after what was collected of it`);
        }
        this.#begun = header.timestamp;
        this.#checksum = checksumBytes(head);
        // Of a file that is not read from its beginning, it is repeated.
        if (this.#offset === 4)
            this.#move(header, file);
        return 'keep';
    }
    #move({ size, end }, file) {
        const { from } = this.#route;
        const before = this.#offset;
        this.#offset += size;
        if (end !== 0 && end !== this.#offset % wrap)
            throw file === from.file && before <= from.offset
                ? rewritten(from.file, from.offset)
                : spoilt(`an event of ${file} that ends at ${this.#offset} says that it ends at ${end}`);
        if (file === from.file && before < from.offset && this.#offset > from.offset)
            throw rewritten(from.file, from.offset);
    }
}
/** What tells an event from any other: its header without its flags, which change, and its last bytes. */
function printOf(header, last) {
    const head = Buffer.alloc(headerBytes);
    head.writeUInt32LE(header.timestamp, 0);
    head.writeUInt8(header.type, 4);
    head.writeUInt32LE(header.size, 5);
    head.writeUInt32LE(header.end, 9);
    return (0,external_node_crypto_.createHash)('sha256').update(head).update(last).digest('hex').slice(0, 16);
}
const clock = (seconds) => new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');

;// CONCATENATED MODULE: ./engine/mysql/log/preflight.js






/**
 * Throws what would leave a gap in the log of a source, or make it unfit to be played back; gives what a person should know of it
 * besides.
 */
async function checkLog(opening) {
    const { connection, server, place, rights, findings } = opening;
    const at = placeOf(connection);
    if (!server.hasLog)
        throw new problem/* Problem */.AF('source-failed', `${at}: the server writes no binary log, which point-in-time needs`, {
            hint: 'Set log_bin=binlog and binlog_format=ROW in the configuration of the server, and restart it.',
        });
    const missing = missingForLog(rights, connection);
    if (missing !== undefined)
        throw new problem/* Problem */.AF('source-failed', `${connection.user} may not read the binary log of ${at}`, {
            hint: toGrant([missing], connection, rights),
        });
    if (place.kind !== 'own')
        throw noPlace(opening, findings);
    const judged = judgeSettings(await settingsOf(opening), opening);
    return [...judged, ...judgeTables(await storagesOf(opening), at), ...judgeNames(opening)];
}
/** Of each table, the storage engine. */
async function storagesOf(opening) {
    return await query(opening, `select table_name, coalesce(engine, '') from information_schema.tables
     where table_schema = database() and table_type in ('BASE TABLE', 'SYSTEM VERSIONED') order by table_name`);
}
/** The log says again what a dump saw of them already, past its own moment. Pure. */
function judgeTables(storages, at) {
    const names = storages.filter(([, storage = '']) => !isTransactional(storage)).map(([name = '']) => name);
    const [first] = names;
    if (first === undefined)
        return [];
    const message = `${at}: ${(0,words/* namesSome */.Tc)(names)} ${names.length === 1 ? 'has' : 'have'} no transactions: what is written there while a dump is taken may be there twice once the log is played back`;
    return [{ level: 'warning', blame: 'source', message, hint: `Run ALTER TABLE ${identifier(first)} ENGINE=InnoDB;` }];
}
/** The programs write names into comments, which a line break ends. Pure. */
function judgeNames({ connection, before }) {
    const names = [connection.database, ...before.tables.map(({ name }) => name)].filter((name) => name.includes('\n'));
    if (names.length === 0)
        return [];
    const message = `${placeOf(connection)}: the log cannot be played back beyond a change of what has a line break in its name: ${(0,words/* namesSome */.Tc)(names.map((name) => JSON.stringify(name)))}`;
    return [{ level: 'failure', blame: 'source', message, hint: 'Rename it: RENAME TABLE `old` TO `new`;' }];
}
function noPlace({ connection, place }, findings) {
    const at = placeOf(connection);
    if (place.kind === 'source')
        return new problem/* Problem */.AF('source-failed', `${at} is a replica: its dumps lie in the log of its source, not in its own`, {
            hint: 'Name the primary in its url.',
        });
    const [known] = findings.filter(({ message }) => message.includes('binary log'));
    return new problem/* Problem */.AF('source-failed', `${at}: ${known?.message ?? 'its dumps do not say where in the log they lie'}`, {
        hint: known?.hint ?? 'Name the primary in its url.',
    });
}
const names = [
    ...['binlog_format', 'binlog_expire_logs_seconds', 'binlog_encryption', 'max_binlog_total_size'],
    ...['binlog_do_db', 'binlog_ignore_db'],
];
async function settingsOf(opening) {
    const { product, version } = opening.server.told;
    const status = product.name === 'mariadb'
        ? 'show binlog status'
        : isOlder(version, { text: '8.4', major: 8, minor: 4 })
            ? 'show master status'
            : 'show binary log status';
    const rows = await query(opening, `select 'status'; ${status}; select 'settings';
     show global variables where variable_name in (${names.map((name) => `'${name}'`).join(', ')})`, { anywhere: true });
    const from = rows.findIndex(([label]) => label === 'settings');
    const [, only = '', never = ''] = rows.slice(1, from)[0]?.slice(1) ?? [];
    const settings = new Map(rows.slice(from + 1).map(([name = '', value = '']) => [name.toLowerCase(), value]));
    return new Map([...settings, ['binlog_do_db', only], ['binlog_ignore_db', never]]);
}
/** Pure. */
function judgeSettings(settings, { connection, source }) {
    const at = placeOf(connection);
    const refuse = (because, hint) => new problem/* Problem */.AF('source-failed', `${at}: ${because}`, { hint });
    const of = (name) => settings.get(name) ?? '';
    const list = (name) => of(name).split(',').filter(Boolean);
    const [only, never] = [list('binlog_do_db'), list('binlog_ignore_db')];
    if ((only.length > 0 && !only.includes(connection.database)) || never.includes(connection.database))
        throw refuse(`the server does not log what is written to ${connection.database}`, `Take binlog_do_db and binlog_ignore_db out of the configuration of the server, and restart it.`);
    const format = of('binlog_format').toUpperCase();
    if (format === 'STATEMENT')
        throw refuse('the server logs statements (binlog_format=STATEMENT), which need not do the same a second time', 'Run SET GLOBAL binlog_format=ROW; and set it in the configuration of the server too.');
    if (of('binlog_encryption') === 'ON')
        throw refuse('the binary log is encrypted on the server (binlog_encryption=ON), and is not collected as such', 'Run SET GLOBAL binlog_encryption=OFF; or take point-in-time out of the source.');
    const everyMs = source.pointInTime?.everyMs ?? 0;
    const keptMs = Number(of('binlog_expire_logs_seconds') || 0) * 1000;
    const longer = `Run SET GLOBAL binlog_expire_logs_seconds=${Math.max(86_400, (3 * everyMs) / 1000)}; and set it in the configuration of the server too.`;
    if (keptMs > 0 && keptMs <= everyMs)
        throw refuse(`the server keeps its log for ${(0,words/* formatDuration */.a3)(keptMs)}, and it is collected every ${(0,words/* formatDuration */.a3)(everyMs)}`, longer);
    const findings = [];
    const warn = (message, hint) => findings.push({ level: 'warning', blame: 'source', message: `${at}: ${message}`, hint });
    if (keptMs > 0 && keptMs < 3 * everyMs)
        warn(`the server keeps its log for ${(0,words/* formatDuration */.a3)(keptMs)}: a few late runs leave a gap`, longer);
    if (Number(of('max_binlog_total_size') || 0) > 0)
        warn(`the server removes its log by size (max_binlog_total_size=${of('max_binlog_total_size')}), collected or not`, 'Run SET GLOBAL max_binlog_total_size=0; and let binlog_expire_logs_seconds say how long it is kept.');
    if (format === 'MIXED')
        warn('the server logs some changes as statements (binlog_format=MIXED), which are run again when the log is played back', 'Run SET GLOBAL binlog_format=ROW; and set it in the configuration of the server too.');
    return findings;
}

;// CONCATENATED MODULE: ./engine/mysql/log/collect.js











const logPart = 'binlog';
// A place behind 4 GiB cannot be asked for: the file is read from its beginning instead.
const mostStart = 2 ** 32 - 1;
// What a busy server has written since it was asked is read to its end, as far as that is quicker than to break off.
const mostAfter = 4 * 1024 * 1024;
/** Everything from that place to where the log ends now, as files that follow each other. */
function collectLog(asker, from) {
    let result;
    async function* parts() {
        const [findings, asked] = await Promise.all([checkLog(asker), askLog(asker)]);
        const route = routeOf(asked, asker, from);
        const follower = new Follower(route);
        const names = asked.files.map(({ name }) => name);
        const files = names.slice(names.indexOf(route.from.file));
        const bytes = follow(asker, follower, files, route.start);
        const hasMore = route.end.file !== route.from.file || route.end.offset !== route.from.offset;
        if (hasMore)
            yield { name: logPart, compression: 'zstd', body: external_node_stream_.Readable.from(bytes, { objectMode: false }) };
        else
            for await (const _ of bytes)
                ;
        if (!follower.isAtEnd)
            throw incomplete(asker);
        const to = positionAt({ ...follower.place, time: asked.time }, asked.history);
        result = { from, to, covers: coversOf(route.from, follower, asked.time), findings };
    }
    return {
        parts: { [Symbol.asyncIterator]: parts },
        result: () => {
            if (result === undefined)
                throw incomplete(asker);
            return result;
        },
    };
}
async function* follow(asker, follower, files, start) {
    const scanner = new Scanner(follower);
    let after = 0;
    try {
        for await (const chunk of readFiles(asker, files, start)) {
            yield* scanner.push(chunk);
            if (follower.isAtEnd)
                after += chunk.length;
            if (after > mostAfter)
                break;
        }
        if (follower.isAtEnd)
            return;
        scanner.end();
    }
    catch (error) {
        throw asGap(error, `${files[0]}:${start}`);
    }
    const { file, offset } = follower.place;
    throw new problem/* Problem */.AF('source-failed', `${placeOf(asker.connection)}: the log broke off at ${file}:${offset}`, {
        hint: 'Run it again: the server was about to write what follows.',
    });
}
/** @throws Problem `log-gap` for a place that this server's log does not have. */
function routeOf(asked, asker, from) {
    const place = mustBePlace(from);
    if (from.history !== asked.history)
        throw gap(`the log was collected from another server (${from.history}), this one is ${asked.history}`);
    const there = asked.files.find(({ name }) => name === place.file);
    if (there === undefined)
        throw purged(place.file, asked.files[0]?.name);
    if (there.bytes < place.offset)
        throw recreated(place.file, `it has ${there.bytes} bytes, and was collected up to ${place.offset}`);
    const start = Math.max(4, place.offset - (place.last?.size ?? 0));
    return { from: place, end: endOf(asked, asker), start: start > mostStart ? 4 : start };
}
function coversOf(from, { first }, time) {
    const until = dateOf(time);
    const since = from.time ?? (first === undefined ? time : BigInt(first) * 1000000n);
    return { from: dateOf(since < time ? since : time), until };
}
const incomplete = ({ connection }) => new problem/* Problem */.AF('dump-incomplete', `the piece of the log of ${placeOf(connection)} is not complete`, {
    hint: 'Run it again: what was not stored can be collected once more.',
});

;// CONCATENATED MODULE: ./engine/mysql/log/program.js



/** The version of the program that reads the log. Throws `tool-missing`: the images of MySQL in Docker's library are without it. */
async function binlogVersion({ connection, runtime, signal }) {
    const { product } = connection;
    try {
        return toldVersion(await (0,runtime_runtime/* text */.Qq)(runtime, { program: product.binlog, args: ['--no-defaults', '--version'] }, signal))
            ?.version;
    }
    catch (error) {
        if (!(0,problem/* isProblem */.AN)(error, 'tool-missing'))
            throw error;
        throw new problem/* Problem */.AF('tool-missing', `${product.binlog}, which reads the binary log, is not in ${runtime.where}`, {
            hint: missingHint(product),
            cause: error,
        });
    }
}
const missingHint = (product) => product.name === 'mysql'
    ? 'Set tools: host and install the client programs of MySQL there, or tools: { image: ... } with one that has it, such as percona/percona-server.'
    : 'Set tools: host and install the client programs of MariaDB there, or tools: { image: mariadb:VERSION }.';
/** Where a log is read that is played back in a throw-away server: in it, or where its image has no program for that, on this machine. */
async function readerFor(place, wanted, tools, { baseEnv, label }) {
    try {
        await binlogVersion(place);
        return undefined;
    }
    catch (error) {
        if (!(0,problem/* isProblem */.AN)(error, 'tool-missing'))
            throw error;
    }
    const runtime = tools.kind === 'image' ? (0,runtime_runtime/* dockerRun */.AY)({ image: tools.image, label, baseEnv }) : (0,runtime_runtime/* hostRuntime */.Vo)({ env: baseEnv });
    const found = await binlogVersion({ ...place, runtime });
    if (found?.major === wanted.major)
        return runtime;
    const { noun, binlog } = place.connection.product;
    throw new problem/* Problem */.AF('tool-version', `the log is of ${noun} ${wanted.text}, but ${binlog} in ${runtime.where} is ${found?.text ?? 'of no known version'}`, { hint: missingHint(place.connection.product) });
}

;// CONCATENATED MODULE: ./engine/mysql/log/binlog.js






/** The binary log of a server. It stays as long as the server keeps it, whoever has collected it. */
class MysqlLog {
    #opening;
    constructor(opening) {
        this.#opening = opening;
    }
    async rehearse() {
        await checkLog(this.#opening);
        await binlogVersion(this.#opening);
    }
    async end() {
        const asked = await askLog(this.#opening);
        return positionAt({ ...endOf(asked, this.#opening), time: asked.time }, asked.history);
    }
    collect(from) {
        return collectLog(this.#opening, from);
    }
    // The server forgets by itself, by age; but a position that no piece has ended at is a mistake here as anywhere.
    async release(until) {
        const { history } = this.#opening.server;
        // Only what was read tells when its file was begun.
        if (placeIn(until)?.begun !== undefined && until.history === history)
            return;
        throw new problem/* Problem */.AF('usage', `no piece of this log has ended at ${until.at}`, { hint: 'Store a piece first.' });
    }
    // Nothing was made on the server.
    async teardown() { }
}

;// CONCATENATED MODULE: ./engine/mysql/sandbox.js



/** A server of the dump's product and version, and the account that sets it up; the database in it is made when it is filled. */
function mysqlSandbox(product, server, image) {
    const password = (0,external_node_crypto_.randomBytes)(24).toString('hex');
    const { database = 'restored', 'lower-case-table-names': lower = '0' } = server.settings;
    if (!/^[012]$/.test(lower))
        throw new problem/* Problem */.AF('object-damaged', 'the facts of the dump name an impossible lower_case_table_names', {
            hint: problem/* remedy */.zL.damaged,
        });
    const variables = product.name === 'mysql' ? 'MYSQL' : 'MARIADB';
    // Thrown away after the test: nothing needs to survive a crash.
    const fast = ['--innodb-flush-log-at-trx-commit=0', '--skip-log-bin', '--sync-binlog=0', '--skip-name-resolve'];
    // Names that differ by case only are of a file system that tells them apart, as a container's does.
    const roomy = ['--max-allowed-packet=1G', `--lower-case-table-names=${lower === '2' ? '1' : lower}`];
    const connection = {
        product,
        server: { host: '127.0.0.1', port: 3306 },
        database,
        user: 'root',
        password,
        ssl: { mode: 'preferred', authority: undefined },
    };
    return {
        spec: {
            image: image ?? imageOf(product, versionOf(server)),
            env: { [`${variables}_ROOT_PASSWORD`]: password },
            args: [...fast, ...roomy, ...product.sandboxFlags],
            ready: {
                program: product.client,
                // By TCP: the image's first server, which only initialises, listens on the socket alone.
                args: ['--no-defaults', '--protocol=TCP', '--host=127.0.0.1', '--user=root', '--batch', '--execute=select 1'],
                env: { MYSQL_PWD: password },
                secrets: [password],
            },
            timeoutMs: 180_000,
        },
        connection,
    };
}

;// CONCATENATED MODULE: ./engine/mysql/facts.js



/** Facts of the restored data, counted in one transaction, in the terms of the dump's facts. */
async function restoredFacts(asker, like, counted = () => { }) {
    const { facts: server, sizeBytes } = await askServer(asker);
    const inventory = await inventoryOf(asker);
    const objects = { ...namesOf(inventory) };
    const users = like.objects['user'];
    if (users !== undefined) {
        const there = new Set(await userNames(asker));
        objects['user'] = users.filter((name) => there.has(name));
    }
    const rows = await countRows(asker, inventory, counted);
    return { version: 1, engine: asker.connection.product.name, server, sizeBytes, rows, objects };
}
async function countRows(asker, { tables }, counted) {
    // Without a prototype: a name may be __proto__.
    const rows = Object.create(null);
    if (tables.length === 0)
        return rows;
    // For a system-versioned table, its past rows as well.
    const counts = tables.map(({ name, isVersioned }, index) => `select ${index}, count(*) from ${identifier(name)}${isVersioned ? ' for system_time all' : ''}`);
    const hear = ([index, count]) => {
        const table = tables[Number(index)];
        if (table === undefined)
            throw new Error('the server counted what it was not asked for');
        rows[table.name] = Number(count);
        counted(Number(count));
    };
    await query(asker, ['start transaction with consistent snapshot', ...counts, 'commit'].join(';\n'), { hear });
    return rows;
}

;// CONCATENATED MODULE: ./engine/mysql/restore.js
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















/** Restores `dump.sql` by one client, which stops at the first error. A target gets all of it or nothing. */
async function restoreMysql(backup, asker, options) {
    const { connection } = asker;
    const { overwrite } = options;
    const { tables, users, isNew } = await admitMysql(backup, asker, options);
    if (isNew)
        await query(asker, `create database ${identifier(connection.database)}${encodingOf(backup.facts)}`, {
            anywhere: true,
        });
    try {
        if (overwrite && tables === undefined)
            await empty(asker);
        const content = await restoreDump(backup, asker, tables);
        const findings = users === undefined ? [] : await applyUsers(users, asker);
        return { findings, expected: expectedOf(backup.facts, tables && content, users !== undefined) };
    }
    catch (error) {
        if (!options.sandboxed)
            await undo(error, asker, { isNew, isMixed: overwrite && tables !== undefined });
        throw (0,problem/* isProblem */.AN)(error, 'tool-failed') && (0,runtime_runtime/* failureOf */.g5)(error)
            ? new problem/* Problem */.AF('restore-failed', `the restore into ${placeOf(connection)} failed: ${error.message}`, {
                hint: error.hint,
                cause: error,
                ofMachine: isOfServer(error),
            })
            : error;
    }
}
/** Refuses what cannot be restored, and changes nothing: nothing that fails may follow a restore that is done. */
async function admitMysql(backup, asker, options) {
    const { only, sandboxed, roles } = options;
    await mustTake(backup.facts, asker);
    const tables = only.length > 0 ? picked(backup.facts.objects['table'] ?? [], only) : undefined;
    const users = sandboxed || roles === true ? await usersFor(backup, options) : undefined;
    return { tables, users, ...(await mustBeReady(asker, options)) };
}
/** The same product, and not an older server: it does not know what the newer one writes, and finds out half-way. */
async function mustTake({ server }, asker) {
    const { connection } = asker;
    const { told } = await askServer(asker, { anywhere: true });
    mustBe(connection.product, told, placeOf(connection), 'target-refused');
    if (server === undefined || !isOlder(told.version, versionOf(server)))
        return;
    const { noun } = connection.product;
    throw new problem/* Problem */.AF('target-refused', `${placeOf(connection)} is ${noun} ${told.version.text}, older than the dump's ${server.version}`, {
        hint: `Restore into ${noun} ${server.version} or newer.`,
    });
}
async function mustBeReady(asker, options) {
    const { connection } = asker;
    const inventory = await inventoryUnlessAbsent(asker);
    if (inventory === undefined) {
        if (!options.sandboxed && options.create !== true)
            throw new problem/* Problem */.AF('target-refused', `there is no database ${placeOf(connection)}`, {
                hint: `Add --create, or create it first: CREATE DATABASE ${identifier(connection.database)};`,
            });
        return { isNew: true };
    }
    const held = Object.values(namesOf(inventory)).flat();
    if (held.length > 0 && !options.overwrite)
        throw new problem/* Problem */.AF('target-refused', `${placeOf(connection)} is not empty: it has ${(0,words/* namesSome */.Tc)(held, 3)}`, {
            hint: 'Restore into a new database, or add --overwrite with the name of this one to replace its contents.',
        });
    return { isNew: false };
}
async function inventoryUnlessAbsent(asker) {
    try {
        return await inventoryOf(asker);
    }
    catch (error) {
        if (/\b1049\b/.test((0,runtime_runtime/* failureOf */.g5)(error)?.stderr ?? ''))
            return undefined;
        throw error;
    }
}
/** The names are those of the facts, which anybody may have sealed. */
function encodingOf({ server }) {
    const { charset = '', collation = '' } = server?.settings ?? {};
    return /^\w+$/.test(charset) && /^\w+$/.test(collation) ? ` character set ${charset} collate ${collation}` : '';
}
/** Gives what was restored, counted as it passed. */
async function restoreDump(backup, asker, tables) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { connection, runtime, signal } = asker;
        const watch = restore_addDisposableResource(env_1, watchServer(asker, connection.product.client), true);
        const tally = new DumpTally((subject, head) => verdictOn(subject, head, connection.database, tables));
        const reader = new DumpReader(tally);
        const rows = Object.entries(backup.facts.rows).filter(([name]) => tables?.has(name) !== false);
        const atEnd = () => mustBeWhole(tally, Object.fromEntries(rows));
        const filter = kept(reader, { heard: watch.heard, atEnd, explain: asDamage });
        const args = ['--batch', '--binary-mode', `--database=${connection.database}`];
        const command = clientCommand(connection.product.client, args, connection, runtime);
        // The error of the body becomes that of the filter.
        (0,external_node_stream_promises_.pipeline)(await openDump(backup), filter).catch(() => undefined);
        await (0,runtime_runtime/* feed */.hm)(runtime, command, filter, AbortSignal.any([signal, watch.signal]), watch.heard).catch((error) => {
            throw advised(error);
        });
        return tally.content();
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
/** Of a statement that names the dump's database: it is restored into another one. */
function verdictOn(subject, head, database, tables) {
    if (subject.of === 'session')
        return 'keep';
    if (subject.of === 'database')
        return { replace: head.replace(/`(?:[^`]|``)*`/, () => identifier(database)) };
    if (tables === undefined)
        return 'keep';
    if (subject.of === 'table')
        return tables.has(subject.name) ? 'keep' : 'drop';
    return subject.of === 'trigger' && subject.on !== undefined && tables.has(subject.on) ? 'keep' : 'drop';
}
function expectedOf(facts, content, hasUsers) {
    if (content !== undefined)
        return { ...facts, ...content };
    const { user, ...others } = facts.objects;
    return user === undefined || hasUsers ? facts : { ...facts, objects: others };
}
async function usersFor(backup, { sandboxed, only }) {
    if (only.length > 0 || (sandboxed && !backup.parts.includes(usersPart)))
        return undefined;
    return await usersIn(backup);
}
/** After the data, because rights are to tables that must be there. What a right is to may be in another database. */
async function applyUsers(sql, asker) {
    const said = [];
    await query(asker, sql, {
        keepGoing: (stderr) => said.push(...stderr.split('\n').filter((line) => /^ERROR /.test(line))),
    });
    if (said.length === 0)
        return [];
    const message = `${said.length} statements of ${usersPart} were refused, the first: ${said[0]}`;
    return [{ level: 'note', blame: 'env', message, hint: 'Run `backproof restore --globals print` to see them all.' }];
}
/** Everything in a database, whatever refers to what. */
async function empty(asker) {
    const { tables, others } = await inventoryOf(asker);
    const drop = (kind, names = []) => names.map((name) => `drop ${kind} if exists ${identifier(name)}`);
    const routines = (others.get('routine') ?? []).map((routine) => {
        const [, type = '', name = ''] = /^(function|procedure|package body|package) (.*)$/s.exec(routine) ?? [];
        return `drop ${type} if exists ${identifier(name)}`;
    });
    const statements = [
        'set foreign_key_checks = 0',
        ...drop('view', others.get('view')),
        ...drop('table', tables.map(({ name }) => name)),
        ...drop('sequence', others.get('sequence')),
        ...drop('event', others.get('event')),
        // The body of a package goes with it.
        ...routines.filter((statement) => !statement.startsWith('drop package body')),
    ];
    await query(asker, statements.join(';\n'));
}
async function undo(error, asker, { isNew, isMixed }) {
    // Beside what was restored there is what the target held before: that is not ours to remove.
    if (isMixed)
        return;
    const late = { ...asker, signal: AbortSignal.timeout(120_000) };
    const { database } = asker.connection;
    const undone = isNew ? query(late, `drop database ${identifier(database)}`, { anywhere: true }) : empty(late);
    await undone.catch((also) => (0,problem/* noteAlso */.Gv)(error, also));
}

;// CONCATENATED MODULE: ./engine/mysql/target.js




class MysqlTarget {
    where;
    name;
    path = undefined;
    throwAway;
    servers;
    #place;
    #runtime;
    constructor(place) {
        this.where = addressOf(place.connection);
        this.name = place.connection.database;
        this.throwAway = place.remove !== undefined;
        this.servers = serversOf(place.connection);
        this.#place = place;
    }
    overlap(source) {
        const { connection } = this.#place;
        return sameDatabase(connectionOf(source, connection.product), connection) ? 'same' : 'none';
    }
    async admit(backup, request) {
        await this.#explained(async () => {
            await admitMysql(backup, await this.#asker(), { ...request, sandboxed: this.throwAway });
        });
    }
    async restore(backup, request) {
        return await this.#explained(async () => restoreMysql(backup, await this.#asker(), { ...request, sandboxed: this.throwAway }));
    }
    async #explained(work) {
        try {
            return await work();
        }
        catch (error) {
            throw (await this.#place.explain?.(error)) ?? error;
        }
    }
    async facts(like, counted) {
        return await restoredFacts(await this.#asker(), like, counted);
    }
    async check(assertion) {
        return await checkMysql(assertion, await this.#asker());
    }
    async [Symbol.asyncDispose]() {
        await this.#place.remove?.();
    }
    async #asker() {
        const { connection, find, signal } = this.#place;
        this.#runtime ??= await find();
        return { connection, runtime: this.#runtime, signal };
    }
}

;// CONCATENATED MODULE: ./engine/mysql/log/apply.js






// Either program alone may fail: the one that reads the log, and the client that takes what it says.
const bothEnds = `set -u
dir=$(mktemp -d) || exit
trap 'trap "" HUP INT TERM; rm -rf -- "$dir"' EXIT
trap 'exit 143' HUP INT TERM
{
  "$BACKPROOF_BINLOG" --no-defaults $BACKPROOF_FLAGS --database="$BACKPROOF_DATABASE" -
  echo "$?" >"$dir/.code"
} | "$@" || exit
exit "$(cat "$dir/.code")"`;
/**
 * Plays a log back on the server. `reader`: where the program is that reads the log, if not where the client is. Throws
 * `restore-failed` where a program fails.
 */
async function applyLog(asker, log, reader) {
    const body = external_node_stream_.Readable.from(log, { objectMode: false });
    try {
        await (reader === undefined ? applyInside(asker, body) : applyFrom(reader, asker, body));
    }
    catch (failed) {
        const error = advised(failed);
        if (!(0,problem/* isProblem */.AN)(error, 'tool-failed') || (0,runtime_runtime/* failureOf */.g5)(error) === undefined)
            throw error;
        throw new problem/* Problem */.AF('restore-failed', `the log cannot be played back: ${error.message}`, {
            hint: error.hint,
            cause: error,
        });
    }
}
async function applyInside(asker, log) {
    const { connection, runtime, signal } = asker;
    const { product, database } = connection;
    const { program, args, env = {}, secrets = [] } = client(asker);
    const command = {
        name: `${product.binlog} and ${product.client}`,
        program: 'sh',
        args: ['-c', bothEnds, 'sh', program, ...args],
        env: {
            ...env,
            // Times in what it writes are those of the server's statements, wherever this runs.
            TZ: 'UTC',
            BACKPROOF_BINLOG: product.binlog,
            BACKPROOF_FLAGS: product.replayFlags.join(' '),
            BACKPROOF_DATABASE: database,
        },
        secrets,
    };
    await (0,runtime_runtime/* feed */.hm)(runtime, command, log, signal);
}
async function applyFrom(reader, asker, log) {
    const { connection, runtime, signal } = asker;
    const { product, database } = connection;
    const mine = new AbortController();
    const command = {
        program: product.binlog,
        args: ['--no-defaults', ...product.replayFlags, `--database=${database}`, '-'],
        env: { TZ: 'UTC', LC_ALL: 'C' },
        stdin: 'open',
    };
    const child = reader.spawn(command, AbortSignal.any([signal, mine.signal]));
    child.ended.catch(() => undefined);
    const input = (0,external_node_stream_promises_.pipeline)(log, child.stdin).catch((error) => {
        // A program that ended early says itself why; a log that cannot be read must not look as if it had ended.
        if ((0,problem/* isProblem */.AN)(error))
            mine.abort(error);
    });
    try {
        await (0,runtime_runtime/* feed */.hm)(runtime, client(asker), child.stdout, signal);
        await child.ended;
    }
    finally {
        child.stdout.destroy();
        log.destroy();
        await input;
        await child.ended.catch(() => undefined);
    }
}
const client = ({ connection, runtime }) => clientCommand(connection.product.client, ['--batch', '--binary-mode', `--database=${connection.database}`], connection, runtime);

// EXTERNAL MODULE: ./engine/chain.js
var engine_chain = __webpack_require__(66794);
;// CONCATENATED MODULE: ./engine/mysql/log/commit.js

const ofSecond = (seconds) => ({
    earliest: BigInt(seconds) * 1000000n,
    latest: BigInt(seconds) * 1000000n + 999999n,
});
// After the flags, the server's UUID and the number of the transaction: one byte, and two numbers of eight.
const commitAt = headerBytes + 1 + 16 + 8 + 1 + 8 + 8;
/**
 * Of the event that begins a transaction; undefined: it is another one. MySQL says it to the microsecond, MariaDB to the second,
 * and of a statement that is a transaction by itself it says when that began.
 */
function commitTime(header, head) {
    switch (header.type) {
        case event_kinds.gtid:
        case event_kinds.anonymousGtid: {
            if (head.length < commitAt + 7)
                return ofSecond(header.timestamp);
            // The highest bit says whether the time on the first server follows.
            const time = BigInt(head.readUIntLE(commitAt, 6)) + (BigInt(head.readUInt8(commitAt + 6) & 0x7f) << 48n);
            return time === 0n ? ofSecond(header.timestamp) : { earliest: time, latest: time };
        }
        case event_kinds.taggedGtid:
        case event_kinds.mariadbGtid:
            return ofSecond(header.timestamp);
        default:
            return undefined;
    }
}
/** When a statement had run, in microseconds, where its event says no better. */
function statementEnd(header, head) {
    const seconds = head.length < headerBytes + 8 ? 0 : head.readUInt32LE(headerBytes + 4);
    // A clock that was set back meanwhile makes it a negative number.
    return ofSecond(header.timestamp + (seconds > 30 * 86_400 ? 0 : seconds)).latest;
}

// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(38522);
;// CONCATENATED MODULE: ./engine/mysql/log/statement.js



const postBytes = 13;
/**
 * What becomes of a statement, where one database of a server comes back. The log is that of the whole server, and a statement may
 * change a database that its session is not in: whether it does is told by MySQL, and by the names in the statement.
 */
function statementFate(header, head, checksum, database) {
    const found = statementIn(header, head, checksum);
    const words = statement_wordsOf(found.sql);
    const kind = kindOf(words);
    if (kind === 'transaction')
        return 'keep';
    // Who may come in belongs to the server.
    if (kind === 'account')
        return 'drop';
    const changes = found.changes?.includes(database) ?? mentions(words, database);
    if (found.database === database) {
        const elsewhere = found.changes === undefined ? isElsewhere(words, database) : !changes;
        return elsewhere ? 'drop' : 'keep';
    }
    if (!changes)
        return 'drop';
    const shown = found.sql.slice(0, 120).replaceAll(/\s+/g, ' ');
    if (found.database !== '' || header.type !== event_kinds.query || head.length < header.size)
        throw new problem/* Problem */.AF('restore-failed', `the log has a statement that changes ${database} from within ${found.database || 'no database'}, and cannot be played back alone: ${shown}`, { hint: 'Restore to the moment before it with --at, or to the end of the log on a server of your own.' });
    // Every name in it is a full one: in which database it is run makes no difference.
    return { replace: within(head, found.databaseAt, database, checksum) };
}
/** What a statement does to a distributed transaction, which is prepared first, and ended by another session, perhaps much later. */
function xaStepOf(header, head, checksum) {
    const { sql } = statementIn(header, head, checksum);
    const [, step, transaction] = /^XA (START|COMMIT|ROLLBACK) (\S+)$/.exec(sql) ?? [];
    return step === undefined || transaction === undefined ? undefined : { step: step, transaction };
}
function statementIn({ size, type }, head, checksum) {
    const body = head.subarray(headerBytes, Math.min(head.length, size - checksum));
    const nameBytes = body.readUInt8(8);
    const variables = body.readUInt16LE(11);
    const at = postBytes + variables;
    const sql = body.subarray(at + nameBytes + 1);
    return {
        database: body.toString('utf8', at, at + nameBytes),
        changes: changedIn(body.subarray(postBytes, at)),
        sql: (type === event_kinds.query ? sql : inflated(sql)).toString('utf8'),
        databaseAt: headerBytes + at,
    };
}
/** One byte says in how many its length stands. */
function inflated(bytes) {
    const lengthBytes = (bytes.readUInt8(0) & 0x07) + 1;
    return (0,external_node_zlib_.inflateSync)(bytes.subarray(lengthBytes), { maxOutputLength: 1024 * 1024 * 1024 });
}
// How many bytes each variable of a statement's event has; a name is one byte of length and as many characters.
const widths = {
    0: 4,
    1: 8,
    3: 4,
    4: 6,
    5: -1,
    7: 2,
    8: 2,
    9: 8,
    10: 4,
    13: 3,
    16: 1,
};
const changedNames = 12;
const tooMany = 254;
/** The databases that MySQL says a statement changes. */
function changedIn(variables) {
    let at = 0;
    while (at < variables.length) {
        const code = variables.readUInt8(at++);
        if (code === changedNames)
            return namesIn(variables.subarray(at));
        if (code === 2 || code === 6) {
            // A catalog (with a zero behind it, of old), which is the same in all of them.
            at += 1 + (variables[at] ?? 0) + (code === 2 ? 1 : 0);
        }
        else if (code === 11) {
            // Who invokes it: a user and a host.
            at += 1 + (variables[at] ?? 0);
            at += 1 + (variables[at] ?? 0);
        }
        else {
            const width = widths[code];
            if (width === undefined)
                return undefined;
            at += width < 0 ? 1 + (variables[at] ?? 0) : width;
        }
    }
    return undefined;
}
function namesIn(bytes) {
    const count = bytes[0] ?? 0;
    if (count >= tooMany)
        return undefined;
    const names = [];
    for (let at = 1; names.length < count;) {
        const end = bytes.indexOf(0, at);
        if (end < 0)
            return undefined;
        names.push(bytes.toString('utf8', at, end));
        at = end + 1;
    }
    return names;
}
function within(event, at, database, checksum) {
    const name = Buffer.from(database);
    const whole = Buffer.concat([event.subarray(0, at), name, event.subarray(at)]);
    whole.writeUInt8(name.length, headerBytes + 8);
    whole.writeUInt32LE(whole.length, 9);
    // Where it ends in its file says nothing in another one.
    whole.writeUInt32LE(0, 13);
    if (checksum > 0)
        whole.writeUInt32LE((0,external_node_zlib_.crc32)(whole.subarray(0, -checksum)), whole.length - checksum);
    return whole;
}
const statement_pieces = /\s+|\/\*M?!\d*|\*\/|\/\*[\s\S]*?(?:\*\/|$)|--(?=\s)[^\n]*|#[^\n]*|`((?:[^`]|``)*)`|'(?:[^'\\]|\\.|'')*'|"(?:[^"\\]|\\.|"")*"|([\p{L}\p{N}_$]+)|(.)/gsu;
function statement_wordsOf(sql) {
    const words = [];
    for (const [, quoted, word, sign] of sql.matchAll(statement_pieces)) {
        if (quoted !== undefined)
            words.push({ text: quoted.replaceAll('``', '`'), isName: true });
        else if (word !== undefined)
            words.push({ text: word, isName: true });
        else if (sign !== undefined)
            words.push({ text: sign, isName: false });
    }
    return words;
}
function kindOf(words) {
    const [first = '', second = ''] = words.map(({ text }) => text.toUpperCase());
    if (['BEGIN', 'COMMIT', 'ROLLBACK', 'SAVEPOINT', 'RELEASE', 'XA'].includes(first))
        return 'transaction';
    if (first === 'START' && second === 'TRANSACTION')
        return 'transaction';
    if (['GRANT', 'REVOKE', 'FLUSH'].includes(first))
        return 'account';
    if (first === 'SET' && /^(?:PASSWORD|DEFAULT|ROLE)$/.test(second))
        return 'account';
    const things = words.slice(1, 5).map(({ text }) => text.toUpperCase());
    const isOfAccount = ['CREATE', 'ALTER', 'DROP', 'RENAME'].includes(first);
    const thing = things.find((word) => !['OR', 'REPLACE'].includes(word));
    return isOfAccount && (thing === 'USER' || thing === 'ROLE') ? 'account' : 'other';
}
/** Whether a name of that database's is in it: "shop.orders", or the database itself. */
function mentions(words, database) {
    return words.some(({ text, isName }, index) => isName &&
        text === database &&
        (words[index + 1]?.text === '.' || /^(?:DATABASE|SCHEMA|EXISTS)$/i.test(words[index - 1]?.text ?? '')));
}
const targets = new Set([
    'TABLE',
    'VIEW',
    'INTO',
    'UPDATE',
    'FROM',
    'TRIGGER',
    'EVENT',
    'PROCEDURE',
    'FUNCTION',
    'SEQUENCE',
    'ON',
]);
/** What it changes has the name of another database in front. */
function isElsewhere(words, database) {
    const verb = words[0]?.text.toUpperCase() ?? '';
    const keyword = verb === 'UPDATE' ? 0 : words.findIndex(({ text }, index) => index > 0 && targets.has(text.toUpperCase()));
    if (keyword < 0)
        return false;
    let at = keyword + 1;
    while (/^(?:IF|NOT|EXISTS|IGNORE|LOW_PRIORITY)$/i.test(words[at]?.text ?? ''))
        at++;
    return words[at]?.isName === true && words[at + 1]?.text === '.' && words[at]?.text !== database;
}

;// CONCATENATED MODULE: ./engine/mysql/log/player.js





const player_wrap = 2 ** 32;
/**
 * Picks from pieces of a log what is played back, and makes one file of it. A transaction is kept or left out as a whole, by when
 * it was committed.
 */
class Player {
    #options;
    #file = '';
    #offset = 0;
    /** In microseconds: nothing in a piece was committed later. */
    #until;
    #isInPiece = false;
    #hasMagic = false;
    #hasFormat = false;
    #checksum = 0;
    #next;
    #isAtStop = false;
    #isExact = false;
    /** Distributed transactions that were prepared since the backup and have not ended, and the one that is being read. */
    #prepared = new Set();
    #xa;
    /** When the last transaction that was kept was committed, in microseconds. */
    reached;
    constructor(options) {
        this.#options = options;
    }
    /** The moment has come: nothing after this is wanted. */
    get isAtStop() {
        return this.#isAtStop;
    }
    begin({ file, offset }, { time }) {
        this.#file = file;
        this.#offset = offset;
        this.#until = time;
        this.#isInPiece = false;
        this.#next = undefined;
    }
    /** Throws `object-damaged` unless the piece has ended there. */
    end({ file, offset }) {
        if (this.#file === file && this.#offset === offset)
            return;
        throw damaged(`a piece of it ends at ${this.#file}:${this.#offset}, and should at ${file}:${offset}`);
    }
    file() {
        if (this.#isInPiece) {
            this.#file = this.#next ?? nextFile(this.#file);
            this.#offset = 4;
        }
        this.#next = undefined;
        this.#hasFormat = false;
        if (this.#hasMagic)
            return 'drop';
        this.#hasMagic = true;
        return 'keep';
    }
    event(header, head) {
        if (this.#isAtStop)
            return 'drop';
        if (!this.#hasFormat)
            return this.#beginFile(header, head);
        if (isArtificial(header))
            return 'drop';
        this.#move(header);
        if (header.type === event_kinds.rotate)
            this.#next = rotatesTo(head, this.#checksum);
        if (header.type === event_kinds.rotate || header.type === event_kinds.stop || this.#isBefore())
            return 'drop';
        const time = commitTime(header, head);
        if (time !== undefined) {
            this.#isExact = time.earliest === time.latest;
            if (this.#isLate(time.latest))
                return this.#stop();
            this.reached = time.earliest;
            return 'keep';
        }
        if (header.type === event_kinds.xaPrepare)
            this.#prepare(head);
        if (header.type === event_kinds.tableMap)
            mustBeWritable(head, this.#options.database);
        if (header.type !== event_kinds.query && header.type !== event_kinds.mariadbQueryCompressed)
            return 'keep';
        if (!this.#isExact && this.#isLate(statementEnd(header, head)))
            return this.#stop();
        return this.#endsUnknown(header, head) ?? statementFate(header, head, this.#checksum, this.#options.database);
    }
    #beginFile(header, head) {
        if (header.type !== event_kinds.format)
            throw damaged(`${this.#file} does not begin with its format`);
        const { from } = this.#options;
        if (this.#file === from.file && from.begun !== undefined && from.begun !== header.timestamp)
            throw damaged(`${from.file} is another file than the one of that name in which the backup lies`);
        this.#hasFormat = true;
        this.#checksum = checksumBytes(head);
        // A piece that begins in the middle of a file repeats its format.
        if (this.#offset === 4)
            this.#move(header);
        this.#isInPiece = true;
        return 'keep';
    }
    #move({ size, end }) {
        const { from } = this.#options;
        const before = this.#offset;
        this.#offset = before + size;
        if (end !== 0 && end !== this.#offset % player_wrap)
            throw damaged(`an event of ${this.#file} that ends at ${this.#offset} says that it ends at ${end}`);
        if (this.#file === from.file && before < from.offset && this.#offset > from.offset)
            throw damaged(`no event of ${from.file} ends at ${from.offset}, where the backup lies`);
    }
    /** Its first byte says whether it is committed at once. */
    #prepare(head) {
        if (this.#xa !== undefined && head[headerBytes] === 0)
            this.#prepared.add(this.#xa);
        this.#xa = undefined;
    }
    /** The backup has nothing of a transaction that was prepared before it and committed after it, and nor has the log since. */
    #endsUnknown(header, head) {
        const { step, transaction = '' } = xaStepOf(header, head, this.#checksum) ?? {};
        if (step === 'START')
            this.#xa = transaction;
        if ((step !== 'COMMIT' && step !== 'ROLLBACK') || this.#prepared.delete(transaction))
            return undefined;
        if (step === 'ROLLBACK')
            return 'drop';
        throw new problem/* Problem */.AF('log-gap', `the distributed transaction ${transaction} was prepared before the backup was taken, and committed after it: what it did is in neither`, {
            hint: 'An older backup and more log lead there. Take a new backup while no distributed transaction is prepared (XA RECOVER).',
        });
    }
    #isBefore() {
        const { from } = this.#options;
        if (this.#file === from.file)
            return this.#offset <= from.offset;
        return numbered(this.#file)[1] < numbered(from.file)[1];
    }
    /** A session may set its own clock: a time at which its piece was collected already says nothing. */
    #isLate(time) {
        const { stop } = this.#options;
        if (stop === undefined || time <= stop)
            return false;
        return this.#isExact || this.#until === undefined || time <= this.#until + 1000000n;
    }
    #stop() {
        this.#isAtStop = true;
        return 'drop';
    }
}
/**
 * The program writes the name of a table into a comment, as it is: one with a line break would end the comment, and go on as a
 * statement. Those of other databases it leaves out.
 */
function mustBeWritable(head, database) {
    // Behind the table's number and flags: two names, each with its length before and a zero behind.
    const at = headerBytes + 8;
    const [first = 0] = head.subarray(at);
    const [second = 0] = head.subarray(at + first + 2);
    const schema = head.toString('utf8', at + 1, at + 1 + first);
    const table = head.toString('utf8', at + first + 3, at + first + 3 + second);
    if (schema.toLowerCase() !== database.toLowerCase() || !`${schema}${table}`.includes('\n'))
        return;
    throw new problem/* Problem */.AF('restore-failed', `the log has rows of a table with a line break in its name, and cannot be played back: ${JSON.stringify(`${schema}.${table}`)}`, { hint: 'Restore to a moment before it was written to, or a backup by its id: `backproof list` shows them.' });
}
function damaged(because) {
    return new problem/* Problem */.AF('object-damaged', `the log cannot be played back: ${because}`, { hint: problem/* remedy */.zL.damaged });
}

;// CONCATENATED MODULE: ./engine/mysql/log/play.js






/**
 * The pieces of a chain from where its backup lies to a moment, as one log.
 * @throws Problem `restore-failed` where they end before that moment, `object-damaged` where they do not join.
 */
function playedLog(chain, until, database) {
    const { position, log } = chain;
    const stop = until === 'end' ? undefined : timeOf(until.time);
    (0,engine_chain/* mustJoin */.W8)(chain, comparePlaces);
    (0,engine_chain/* mustReach */.be)(log, until === 'end' ? undefined : until.time, ({ to }) => {
        const { time } = placed(to);
        return time === undefined ? undefined : dateOf(time);
    });
    const player = new Player({ from: placed(position), stop, database });
    return {
        reached: () => player.reached,
        async *bytes() {
            for (const piece of log) {
                yield* bytesOf(piece, player);
                if (player.isAtStop)
                    return;
            }
        },
    };
}
async function* bytesOf(piece, player) {
    const [from, to] = [placed(piece.from), placed(piece.to)];
    player.begin(from, to);
    const scanner = new Scanner(player);
    for (const part of piece.parts) {
        const body = await piece.open(part);
        try {
            for await (const chunk of body) {
                yield* scanner.push(chunk);
                if (player.isAtStop)
                    return;
            }
        }
        finally {
            body.destroy();
        }
    }
    try {
        scanner.end();
    }
    catch (error) {
        throw (0,engine_chain/* unplayable */.sl)(`the piece up to ${piece.to.at} is cut off: ${(0,problem/* messageOf */.bD)(error)}`);
    }
    player.end(to);
}
function placed(position) {
    const place = placeIn(position);
    if (place !== undefined)
        return place;
    throw new problem/* Problem */.AF('object-damaged', `${position.at.slice(0, 80)} is no place in a binary log`, {
        hint: problem/* remedy */.zL.damaged,
    });
}

;// CONCATENATED MODULE: ./engine/mysql/log/replay.js












function mysqlReplay(product, open) {
    return {
        compare: comparePlaces,
        selectable: (objects) => objects['table'] ?? [],
        means: (pattern, name) => likeName(pattern)(name),
        recover: (chain, until, { tools, image, source }, bench, signal, hear) => recover(product, chain, until, { tools, image, source, bench, signal, open, hear: hear ?? (() => undefined) }),
    };
}
async function recover(product, chain, until, how) {
    const { bench, signal, open, hear } = how;
    const { server } = chain.full.facts;
    if (server === undefined)
        throw new problem/* Problem */.AF('object-damaged', 'the facts of the dump name no server', { hint: problem/* remedy */.zL.damaged });
    if (chain.increments.length > 0)
        throw new problem/* Problem */.AF('object-damaged', `${product.noun} has no increments of a dump`, { hint: problem/* remedy */.zL.damaged });
    const played = playedLog(chain, until, server.settings['database'] ?? '');
    const { spec, connection } = mysqlSandbox(product, server, how.image);
    const sandbox = await (0,runtime_runtime/* startSandbox */.OT)(spec, { baseEnv: bench.baseEnv, label: bench.label, signal });
    try {
        const asker = { connection, runtime: sandbox.runtime, signal };
        const remove = async () => sandbox[Symbol.asyncDispose]();
        const target = new MysqlTarget({ connection, find: async () => sandbox.runtime, signal, remove });
        const hasLog = chain.log.some(({ parts }) => parts.length > 0);
        // First: without it, all that is restored is in vain.
        const reader = hasLog ? await readerFor(asker, versionOf(server), how.tools, bench) : undefined;
        hear({ step: 'base', doneBytes: 0 });
        await target.restore(chain.full, { overwrite: false, only: [] });
        if (hasLog)
            await applyLog(asker, replay_heard(played.bytes(), hear), reader);
        const reached = played.reached();
        const opened = await open(sourceOf(connection, how.source), asker, signal);
        return {
            target,
            reached: reached === undefined ? undefined : dateOf(reached),
            objects: async () => namesOf(await inventoryOf(asker)),
            dump: () => opened.dump(),
            [Symbol.asyncDispose]: remove,
        };
    }
    catch (error) {
        await sandbox[Symbol.asyncDispose]();
        throw error;
    }
}
async function* replay_heard(log, hear) {
    let doneBytes = 0;
    for await (const chunk of log) {
        yield chunk;
        doneBytes += chunk.length;
        hear({ step: 'replay', doneBytes });
    }
}
/** As its source is dumped, and all of it; who may come in is not in the log of one database. */
function sourceOf(connection, source) {
    const { database } = connection;
    return {
        name: source?.name ?? database,
        tables: { include: [], exclude: [] },
        users: false,
        allowEmpty: true,
        roundedFloats: true,
    };
}

;// CONCATENATED MODULE: ./engine/mysql/log/log.js



// EXTERNAL MODULE: ./engine/schema-line.js
var schema_line = __webpack_require__(72959);
;// CONCATENATED MODULE: ./engine/mysql/rehearsal/schema.js


// What only one of the two products has stands in a comment that is code for it alone: /*!80013 is MySQL's, /*M! MariaDB's.
const statements = [
    // A list of an index's columns is cut at 1024 bytes.
    'set session group_concat_max_len = 1000000',
    `select concat(case table_type when 'SEQUENCE' then 'sequence ' else 'table ' end, table_name),
      concat_ws(' ', engine, table_collation, nullif(create_options, ''), nullif(table_type, 'BASE TABLE'))
    from information_schema.tables where table_schema = database() and table_type not like '%VIEW' and table_type <> 'TEMPORARY'`,
    `select concat('column ', table_name, '.', column_name), concat_ws(' ', column_type, if(collation_name is null, null, concat('collate ', collation_name)),
      if(is_nullable = 'YES', null, 'not null'), if(column_default is null, null, concat('default ', column_default)),
      nullif(extra, ''), if(coalesce(generation_expression, '') = '', null, concat('as ', generation_expression)))
    from information_schema.columns where table_schema = database()
      and table_name not in (select table_name from information_schema.views where table_schema = database())`,
    `select concat('index ', table_name, '.', index_name), concat(if(non_unique = 0, 'unique ', ''), index_type, ' (', group_concat(
      concat(coalesce(column_name /*!80013 , concat('(', expression, ')') */), if(sub_part is null, '', concat('(', sub_part, ')')), if(collation = 'D', ' desc', ''))
      order by seq_in_index separator ', '), ')' /*!80000 , if(max(is_visible) = 'NO', ' invisible', '') */)
    from information_schema.statistics where table_schema = database() group by table_name, index_name, non_unique, index_type`,
    `select concat('constraint ', k.table_name, '.', k.constraint_name), concat('foreign key (', group_concat(k.column_name order by k.ordinal_position separator ', '),
      ') references ', min(k.referenced_table_name), ' (', group_concat(k.referenced_column_name order by k.ordinal_position separator ', '), ') on delete ',
      min(r.delete_rule), ' on update ', min(r.update_rule))
    from information_schema.key_column_usage k join information_schema.referential_constraints r
      on r.constraint_schema = k.constraint_schema and r.constraint_name = k.constraint_name and r.table_name = k.table_name
    where k.table_schema = database() and k.referenced_table_name is not null group by k.table_name, k.constraint_name`,
    `select concat('constraint ', /*M! table_name, '.', */ c.constraint_name), concat('check ', check_clause /*!80016 , coalesce((select if(max(enforced) = 'NO', ' not enforced', '')
      from information_schema.table_constraints t where t.constraint_schema = c.constraint_schema and t.constraint_name = c.constraint_name and t.constraint_type = 'CHECK'), '') */)
    from information_schema.check_constraints c where c.constraint_schema = database()`,
    `select concat('view ', table_name), concat_ws(' ', 'definition', sha2(view_definition, 256), 'check', check_option, 'security', security_type)
    from information_schema.views where table_schema = database()`,
    `select concat(lower(routine_type), ' ', routine_name), concat_ws(' ', nullif(dtd_identifier, ''), 'definition',
      sha2(concat_ws('|', routine_definition, is_deterministic, sql_data_access, sql_mode, (select group_concat(concat_ws(' ', ordinal_position, parameter_mode, parameter_name, p.dtd_identifier) order by ordinal_position)
        from information_schema.parameters p where p.specific_schema = database() and p.specific_name = r.specific_name and p.routine_type = r.routine_type)), 256), 'security', security_type)
    from information_schema.routines r where routine_schema = database()`,
    `select concat('trigger ', trigger_name), concat_ws(' ', action_timing, event_manipulation, 'on', event_object_table, 'definition', sha2(action_statement, 256))
    from information_schema.triggers where trigger_schema = database()`,
    `select concat('event ', event_name), concat_ws(' ', status, interval_value, interval_field, execute_at, 'definition', sha2(event_definition, 256))
    from information_schema.events where event_schema = database()`,
];
/** What the database is made of. Privileges, definers, comments and partitions are not in it. */
async function mysqlSchema(asker) {
    const rows = await query(asker, statements.map((one) => one.replace(/\s+/g, ' ')).join(';\n'));
    return rows.map(([name = '', is = '']) => (0,schema_line/* schemaLine */.c)(name, is));
}

;// CONCATENATED MODULE: ./engine/mysql/rehearsal/watch.js




/** MariaDB keeps none of it unless it is told to; MySQL keeps only the statements of sessions that are still there. */
const watching = [
    '--performance-schema=ON',
    '--performance-schema-instrument=wait/lock/metadata/sql/mdl=ON',
    '--performance-schema-instrument=statement/%=ON',
    '--performance-schema-consumer-events-statements-current=ON',
    '--performance-schema-consumer-events-statements-history-long=ON',
    '--performance-schema-events-statements-history-long-size=10000',
];
const everyMs = 100;
// Those that keep others from writing, or from reading. What is granted for a statement's preparation alone lets both go on.
const strong = "'SHARED_READ_ONLY', 'SHARED_NO_WRITE', 'SHARED_NO_READ_WRITE', 'EXCLUSIVE'";
const now = 'cast(unix_timestamp(now(6)) * 1000 as unsigned)';
const locks = `select 'lock', m.owner_thread_id, m.object_instance_begin, m.lock_type, m.object_name, ${now}
  from performance_schema.metadata_locks m join performance_schema.threads t on t.thread_id = m.owner_thread_id
  where m.object_type = 'TABLE' and m.lock_status = 'GRANTED' and m.lock_type in (${strong})
    and m.object_schema = database() and t.processlist_id <> connection_id()`;
// Or what this session asks would push the migration's own statements out of the history.
const unseen = "update performance_schema.threads set instrumented = 'NO' where processlist_id = connection_id()";
const latest = "select 'latest', coalesce(max(timer_start), 0) from performance_schema.events_statements_history_long";
// `select $$` is what the client of MySQL 9 asks first, to hear whether the server refuses it.
const refusedSince = (time) => `
  select 'refused', returned_sqlstate, message_text, left(sql_text, 2000)
  from performance_schema.events_statements_history_long
  where mysql_errno <> 0 and errors > 0 and event_name not like 'statement/sp/%' and sql_text is not null
    and sql_text <> 'select $$' and timer_start > ${BigInt(time)} order by timer_start limit 1000`;
/** A second session that looks every 100 ms until it is told to end. */
async function watchMysql({ connection, runtime, signal }) {
    const { product, database } = connection;
    const mine = new AbortController();
    const args = ['--batch', '--binary-mode', '--skip-column-names', '--unbuffered', '--connect-timeout=30'];
    const command = clientCommand(product.client, [...args, `--database=${database}`], connection, runtime);
    const child = runtime.spawn({ ...command, stdin: 'open' }, AbortSignal.any([signal, mine.signal]));
    child.ended.catch(() => undefined);
    child.stdin.on('error', () => undefined);
    const rows = rowsOf(child.stdout);
    const ask = async (sql) => {
        child.stdin.write(`${sql.replace(/\s+/g, ' ')}; select 'end';\n`);
        const found = [];
        for (;;) {
            const next = await rows.next();
            if (next.done === true) {
                await child.ended;
                throw new problem/* Problem */.AF('tool-failed', `${product.client} in ${runtime.where} ended before it was asked to`, {
                    hint: problem/* remedy */.zL.program,
                });
            }
            if (next.value[0] === 'end')
                return found;
            found.push(next.value);
        }
    };
    let from = '0';
    try {
        await ask(unseen);
        from = (await ask(latest))[0]?.[1] ?? '0';
    }
    catch (error) {
        mine.abort(error);
        throw error;
    }
    const held = new Map();
    const over = new AbortController();
    const sampling = sample(ask, held, AbortSignal.any([signal, over.signal]));
    sampling.catch(() => undefined);
    return {
        async end() {
            over.abort();
            try {
                await sampling;
                const failed = (await ask(refusedSince(from))).map(([, code = '', message = '', statement = '']) => ({
                    ...{ code, message, statement },
                }));
                return { locks: longest(held), failed };
            }
            finally {
                child.stdin.end();
                mine.abort(new problem/* Problem */.AF('cancelled', 'the session is closed'));
                await child.ended.catch(() => undefined);
            }
        },
    };
}
async function sample(ask, held, signal) {
    while (!signal.aborted) {
        for (const [, thread = '', lock = '', mode = '', object = '', time = ''] of await ask(locks)) {
            const at = Number(time);
            const key = [thread, lock, mode, object].join(' ');
            const known = held.get(key);
            if (known)
                known.until = at;
            // It may have been taken right after the look before.
            else
                held.set(key, { object, mode, since: at - everyMs, until: at });
        }
        await (0,promises_.setTimeout)(everyMs, undefined, { signal }).catch(() => undefined);
    }
}
const longest = (held) => [...held.values()]
    .map(({ object, mode, since, until }) => ({ object, mode, heldMs: Math.round(until - since) }))
    .sort((a, b) => b.heldMs - a.heldMs)
    .slice(0, 20);
/** What the client writes in --batch, a row at a time. */
async function* rowsOf(stdout) {
    const decoder = new TextDecoder();
    let rest = '';
    for await (const chunk of stdout) {
        rest += decoder.decode(chunk, { stream: true });
        const lines = rest.split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines)
            yield line.split('\t').map(plain);
    }
    return undefined;
}

;// CONCATENATED MODULE: ./engine/mysql/rehearsal/rehearsal.js






const port = 3306;
/** A throw-away server that migrations of this machine reach, and that tells how long they held which locks. */
function rehearseMysql(product) {
    return async ({ server }, image, { baseEnv, label }, signal) => {
        if (server === undefined)
            throw new problem/* Problem */.AF('object-damaged', 'the facts of the dump name no server', { hint: problem/* remedy */.zL.damaged });
        const { spec, connection } = mysqlSandbox(product, server, image);
        const args = [...spec.args, ...watching];
        const sandbox = await (0,runtime_runtime/* startSharedSandbox */.bt)({ ...spec, args }, port, { baseEnv, label, signal });
        const { runtime } = sandbox;
        const remove = async () => undefined;
        return {
            target: new MysqlTarget({ connection, find: async () => runtime, signal, remove }),
            ...accessOf(connection, sandbox.address),
            data: { network: sandbox.network },
            schema: () => mysqlSchema({ connection, runtime, signal }),
            watch: (signal) => watchMysql({ connection, runtime, signal }),
            [Symbol.asyncDispose]: () => sandbox[Symbol.asyncDispose](),
        };
    };
}
/** The scheme is mysql for both products: programs know no other. */
function accessOf({ user, password = '', database }, { host, port }) {
    const named = encodeURIComponent(database);
    return {
        env: {
            DATABASE_URL: `mysql://${encodeURIComponent(user)}:${password}@${host}:${port}/${named}`,
            MYSQL_HOST: host,
            MYSQL_TCP_PORT: `${port}`,
            MYSQL_USER: user,
            MYSQL_PWD: password,
            MYSQL_DATABASE: database,
        },
        secrets: [password],
    };
}

;// CONCATENATED MODULE: ./engine/mysql/source.js














/** @throws Problem before anything is dumped: for another product, a version that does not fit, a right that is missing. */
async function openMysql(source, { connection, runtime, host }, signal, patience = usualPatience) {
    const asker = { connection, runtime, signal, patience };
    const { product } = connection;
    // In a container each takes a while to start.
    const [client, server] = await Promise.all([dumpVersion(product, runtime, signal), askServer(asker)]);
    const place = `the server of source ${source.name}`;
    mustBe(product, server.told, place, 'policy-invalid');
    mustFit(product, client, server.told.version, runtime);
    if (connection.ssl.mode === 'required' && !server.isEncrypted)
        throw new problem/* Problem */.AF('source-failed', `the connection to ${placeOf(connection)} is not encrypted, as ssl-mode=required wants`, {
            hint: 'Set up TLS on the server, or write ssl-mode=preferred.',
        });
    const rights = grantsOf((await query(asker, 'show grants')).map(([line = '']) => line), connection.database);
    const isWhole = source.tables.include.length === 0;
    mustSeeAll(missingGrants(rights, connection, { isWhole, users: source.users }), connection, rights);
    const before = await inventoryOf(asker);
    selected(before.tables.map(({ name }) => name), source.tables, source.name);
    const { place: log, findings } = await placeOfDump(asker, server, rights);
    const chosen = host === undefined ? {} : { host };
    return new OpenMysql({ ...asker, source, server, client, rights, before, place: log, findings, ...chosen });
}
class OpenMysql {
    where;
    server;
    sizeBytes;
    host;
    log;
    #opening;
    #dumped = false;
    constructor(opening) {
        this.where = opening.runtime.where;
        if (opening.host !== undefined)
            this.host = opening.host;
        this.server = opening.server.facts;
        this.sizeBytes = opening.server.sizeBytes;
        this.log = new MysqlLog(opening);
        this.#opening = opening;
    }
    // All of it was tried when it was opened.
    async rehearse() { }
    dump() {
        if (this.#dumped)
            throw new Error('one opening of a source is dumped once');
        this.#dumped = true;
        return dumpMysql(this.#opening);
    }
    async [Symbol.asyncDispose]() { }
}
// The server's own.
const source_own = new Set([
    'information_schema',
    'performance_schema',
    'mysql',
    'sys',
    'innodb',
    '#mysql50#lost+found',
    'lost+found',
]);
/** The same server by a database that it has, as its URL names none. Throws where it names one. */
function listingSource(source, product) {
    const { name, url } = source;
    if ((0,policy/* databaseIn */.j6)(url.reveal()) !== '')
        throw new problem/* Problem */.AF('policy-invalid', `source ${name}, by ${url.origin()}: the URL names a database, and databases names them as well`, {
            hint: `Write the URL as ${product.name}://user:password@host:3306, or take databases out of the policy.`,
        });
    return { ...source, url: (0,policy/* urlOf */.rs)(url, 'information_schema') };
}
/**
 * Every database but the server's own. A user is shown only those that he has a right to: unless he may see all, one that is
 * not shown need not be gone.
 */
async function listMysql(product, source, bench, signal) {
    const named = listingSource(source, product);
    // A replica may not have the newest yet.
    const { connection, runtime } = await openOneOf(named, connectionOf(named, product), bench, 'primary', signal);
    const asker = { connection, runtime, signal };
    const [grants, rows] = await Promise.all([
        query(asker, 'show grants', { anywhere: true }),
        query(asker, 'select schema_name from information_schema.schemata', { anywhere: true }),
    ]);
    const rights = grantsOf(grants.map(([line = '']) => line), 'information_schema');
    const hidden = grants.some(([line = '']) => !source_own.has(/^REVOKE .* ON `(.+?)`\./.exec(line)?.[1] ?? 'mysql'));
    if (hidden || !seesDatabases(rights))
        throw new problem/* Problem */.AF('source-failed', `${connection.user} may not see all databases at ${placeOf(connection).replace(/^.* at /, '')}: one that it does not see could not be told from one that is gone`, { hint: toGrant(['GRANT SHOW DATABASES ON *.*'], connection, rights) });
    return rows.map(([schema = '']) => schema).filter((schema) => !source_own.has(schema.toLowerCase()));
}

;// CONCATENATED MODULE: ./engine/mysql/mysql.js














/** MySQL from 8.0 by its own programs: mysqldump, mysql. */
const mysql = engine(mysqlProduct);
/** MariaDB from 10.11 by its own programs: mariadb-dump, mariadb. */
const mariadb = engine(mariadbProduct);
function engine(product) {
    return {
        name: product.name,
        can: { selects: 'table', restores: ['create', 'globals'] },
        open: async (source, bench, signal, prefer = 'primary') => {
            const connection = connectionOf(source, product);
            const of = `source ${source.name}`;
            try {
                return await openMysql(source, await openOneOf(source, connection, bench, prefer, signal), signal);
            }
            catch (error) {
                // Only from there does the address mean this server.
                throw (0,programs/* isElsewhere */.l5)(source.tools) ? error : await explained(error, connection, bench, signal, of);
            }
        },
        list: (source, bench, signal) => listMysql(product, source, bench, signal),
        servers: (source) => serversOf(connectionOf(source.databases ? listingSource(source, product) : source, product)),
        takes: () => false,
        contents: (backup, _by, _bench, signal, required) => mysqlContents(backup, signal, required),
        globals: usersIn,
        globalsPart: usersPart,
        target: async (text, { tools }, bench, signal) => {
            const connection = targetConnection(text.trim(), product);
            const find = () => programsLeft(connection, tools, bench, signal);
            const explain = async (error) => (0,programs/* isElsewhere */.l5)(tools) ? error : await explained(error, connection, bench, signal, 'the target');
            return new MysqlTarget({ connection, find, explain, signal });
        },
        sandbox: async ({ server }, image, { baseEnv, label }, signal) => {
            if (server === undefined)
                throw new problem/* Problem */.AF('object-damaged', 'the facts of the dump name no server', { hint: problem/* remedy */.zL.damaged });
            const { spec, connection } = mysqlSandbox(product, server, image);
            const sandbox = await (0,runtime_runtime/* startSandbox */.OT)(spec, { baseEnv, label, signal });
            const remove = async () => sandbox[Symbol.asyncDispose]();
            return new MysqlTarget({ connection, find: async () => sandbox.runtime, signal, remove });
        },
        rehearsal: rehearseMysql(product),
        replay: mysqlReplay(product, openMysql),
    };
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
