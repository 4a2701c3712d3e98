export const id = 401655;
export const ids = [401655];
export const modules = {

/***/ 7395:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   PI: () => (/* binding */ unknownKind),
/* harmony export */   R3: () => (/* binding */ mistaken),
/* harmony export */   g$: () => (/* binding */ judged),
/* harmony export */   gz: () => (/* binding */ failed),
/* harmony export */   lk: () => (/* binding */ judgeRequired)
/* harmony export */ });
/* harmony import */ var node_vm__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(30714);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(35447);


/** For a kind that the engine does not judge: its file in policy/source/ refuses it before. */
function unknownKind({ name, kind }) {
    return new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF('policy-invalid', `assertion "${name}" has ${kind}, which this engine does not answer`, {
        hint: 'Take it out; docs/policy.md lists what each engine answers.',
    });
}
/** Why the value that an assertion's question gave is not what it expects; undefined where it is. */
function unmet(value, { equals, min, max }) {
    const number = value !== undefined && decimal.test(value) ? Number(value) : Number.NaN;
    const gave = `it returned ${shown(value)}`;
    const same = typeof equals === 'number' ? number === equals && isExact(value) : value === equals;
    if (equals !== undefined && !same)
        return `${gave}, not ${equals}`;
    if ((min !== undefined || max !== undefined) && Number.isNaN(number))
        return `${gave}, not a number`;
    if (min !== undefined && number < min)
        return `${gave}, below ${min}`;
    if (max !== undefined && number > max)
        return `${gave}, above ${max}`;
    return undefined;
}
/** The finding of an assertion that cannot be judged: what is written in the policy is wrong, whatever the backup holds. */
function mistaken({ name, at }, because) {
    const where = at === undefined ? '' : `line ${at.line}, column ${at.column} of the policy: `;
    return {
        level: 'failure',
        blame: 'policy',
        message: `${where}assertion "${name}" cannot be judged: ${because}`,
        hint: 'Correct the assertion in the policy: a single reading statement that returns one row with one column.',
    };
}
const decimal = /^\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?\s*$/i;
/** A whole number beyond what a double holds is another number when it is read. */
const isExact = (value = '') => !/^\s*[-+]?\d+\s*$/.test(value) || Number.isSafeInteger(Number(value));
const matchedCharacters = 10_000;
const matchingMs = 1000;
/** undefined: that is not known after a second. An expression may take for ever over a short text. */
function isMatch(pattern, value) {
    try {
        const given = { pattern, value: value.slice(0, matchedCharacters) };
        return (0,node_vm__WEBPACK_IMPORTED_MODULE_0__.runInNewContext)('new RegExp(pattern, "u").test(value)', given, { timeout: matchingMs });
    }
    catch (error) {
        if (error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT')
            return undefined;
        throw error;
    }
}
const shownCharacters = 500;
/** A proof is kept for years, and shown: no place for all of a document that a query selects. */
function shown(value = '') {
    if (value === '')
        return 'nothing';
    return value.length > shownCharacters ? `${value.slice(0, shownCharacters)}...` : value;
}
/** The finding of an assertion that does not hold. */
function failed({ name, at }, because) {
    const where = at === undefined ? 'in the policy' : `at line ${at.line} of the policy`;
    return {
        level: 'failure',
        blame: 'data',
        message: `assertion "${name}" does not hold: ${because}`,
        hint: `Check the data in this backup; if it is right, correct the assertion ${where}.`,
    };
}
/** The judgement on a value, undefined where there is none (NULL). undefined: it holds. */
function judged(assertion, value) {
    const { matches } = assertion.expect;
    if (matches !== undefined) {
        if (value === undefined)
            return failed(assertion, `it returned nothing, which ${matches} cannot match`);
        const match = isMatch(matches, value);
        if (match === undefined)
            return mistaken(assertion, `${matches} takes more than a second over the value`);
        return match ? undefined : failed(assertion, `it returned ${shown(value)}, which ${matches} does not match`);
    }
    const because = unmet(value, assertion.expect);
    return because === undefined ? undefined : failed(assertion, because);
}
/** The judgement on names that must be there; `noun`: what they are names of. */
function judgeRequired(assertion, has, noun) {
    const missing = assertion.names.filter((name) => !has(name));
    return missing.length === 0 ? undefined : failed(assertion, `there is no ${noun} ${missing.join(', ')}`);
}


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

/***/ 83172:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   RN: () => (/* binding */ inTime),
/* harmony export */   Rr: () => (/* binding */ watchedAnswer),
/* harmony export */   g3: () => (/* binding */ wholeBody)
/* harmony export */ });
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(57075);

/** The body of an answer, which ends cleanly only if the server ended it. */
function watchedAnswer(incoming, watch) {
    const body = node_stream__WEBPACK_IMPORTED_MODULE_0__.Readable.from(bytesOf(incoming, watch), { objectMode: false, highWaterMark: 256 * 1024 });
    // A body that nobody has begun to read is destroyed without its generator.
    body.once('close', () => {
        incoming.destroy();
        watch.done();
    });
    return body;
}
async function* bytesOf(incoming, { silenceMs, late, broken }) {
    const chunks = incoming[Symbol.asyncIterator]();
    try {
        for (;;) {
            const next = await inTime(chunks.next(), silenceMs, late);
            if (next.done === true)
                break;
            yield next.value;
        }
    }
    catch (error) {
        throw incoming.errored === error || incoming.destroyed ? broken(error) : error;
    }
    if (!incoming.complete)
        throw broken(new Error('it was cut off'));
}
/** The same promise, or an error after so long without it. */
async function inTime(promise, ms, late) {
    const waited = Promise.withResolvers();
    const timer = setTimeout(() => waited.reject(late()), ms);
    try {
        return await Promise.race([promise, waited.promise]);
    }
    finally {
        clearTimeout(timer);
    }
}
/** All of a body; undefined where it is longer. */
async function wholeBody(body, mostBytes) {
    const chunks = [];
    let length = 0;
    for await (const chunk of body) {
        length += chunk.length;
        if (length > mostBytes)
            return undefined;
        chunks.push(chunk);
    }
    return Buffer.concat(chunks);
}


/***/ }),

/***/ 47263:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Q: () => (/* binding */ HttpClient),
  t: () => (/* binding */ basicAuth)
});

// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __webpack_require__(37067);
// EXTERNAL MODULE: external "node:https"
var external_node_https_ = __webpack_require__(44708);
// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(77030);
// EXTERNAL MODULE: ./problem.js
var problem = __webpack_require__(35447);
// EXTERNAL MODULE: ./words/words.js + 6 modules
var words = __webpack_require__(36364);
// EXTERNAL MODULE: ./engine/dial.js
var dial = __webpack_require__(58397);
// EXTERNAL MODULE: ./engine/http/answer.js
var http_answer = __webpack_require__(83172);
;// CONCATENATED MODULE: ./engine/http/nesting.js
const [quote, backslash] = [0x22, 0x5c];
const [openObject, closeObject, openList, closeList] = [0x7b, 0x7d, 0x5b, 0x5d];
/** True where objects and lists of this JSON lie more than so many times in each other. */
function isNested(json, most) {
    let depth = 0;
    for (let at = 0; at < json.length; at++) {
        const byte = json[at];
        if (byte === quote)
            at = endOfText(json, at);
        else if (byte === openObject || byte === openList) {
            if (++depth > most)
                return true;
        }
        else if (byte === closeObject || byte === closeList)
            depth--;
    }
    return false;
}
function endOfText(json, start) {
    for (let at = json.indexOf(quote, start + 1); at !== -1; at = json.indexOf(quote, at + 1)) {
        let escapes = 0;
        while (json[at - 1 - escapes] === backslash)
            escapes++;
        if (escapes % 2 === 0)
            return at;
    }
    return json.length;
}

// EXTERNAL MODULE: ./engine/http/refusal.js
var refusal = __webpack_require__(6644);
;// CONCATENATED MODULE: ./engine/http/sending.js
/** The body of a request on its way. */
class Sending {
    /** What broke what is sent, where that was not the server. */
    failure;
    #request;
    #patience;
    #refused = false;
    constructor(request, answered, patience) {
        this.#request = request;
        this.#patience = patience;
        const heard = ({ statusCode = 0 }) => {
            this.#refused = statusCode >= 300;
        };
        answered.then(heard, () => undefined);
        limitConnecting(request);
    }
    /** Ends early where the server has refused it already. */
    async all(body) {
        const sent = body === undefined || Buffer.isBuffer(body) ? this.#whole(body) : this.#pieces(body);
        // Whoever waits hears of it; where an answer came first, nobody does.
        sent.catch(() => undefined);
        return await sent;
    }
    async #whole(body) {
        this.#request.end(body);
    }
    async #pieces(body) {
        const request = this.#request;
        for await (const chunk of this.#watched(body)) {
            if (this.#refused)
                return;
            if (request.errored)
                throw request.errored;
            if (!request.write(chunk))
                await this.#patience(drained(request));
        }
        request.end();
    }
    async *#watched(body) {
        try {
            yield* body;
        }
        catch (error) {
            this.failure = error;
            throw error;
        }
    }
}
/** It takes more, has been answered or is closed. */
async function drained(request) {
    const { promise, resolve } = Promise.withResolvers();
    const events = ['drain', 'response', 'close'];
    for (const event of events)
        request.on(event, resolve);
    try {
        await promise;
    }
    finally {
        for (const event of events)
            request.off(event, resolve);
    }
}
/** The answer, or why there is none. */
function responseOf(request) {
    const { promise, resolve, reject } = Promise.withResolvers();
    request.once('response', resolve);
    // Stays, so that what breaks later is nobody's crash: the body tells of it.
    request.on('error', reject);
    request.once('close', () => reject(new Error('the connection was closed')));
    promise.catch(() => undefined);
    return promise;
}
const connectMs = 30_000;
function limitConnecting(request) {
    request.once('socket', (socket) => {
        if (!socket.connecting)
            return;
        const slow = () => request.destroy(new Error(`it does not answer within ${connectMs / 1000} s`));
        const timer = setTimeout(slow, connectMs);
        const clear = () => clearTimeout(timer);
        socket.once('encrypted' in socket ? 'secureConnect' : 'connect', clear);
        socket.once('close', clear);
    });
}

;// CONCATENATED MODULE: ./engine/http/client.js










const standardSilenceMs = 60_000;
// Servers close what is idle: a request that is sent at that moment would be lost.
const idleMs = 3000;
const mostJsonBytes = 16 * 1024 * 1024;
const mostErrorBytes = 64 * 1024;
// As much as the servers themselves take.
const mostNesting = 1000;
/** The header of a user and a password. */
const basicAuth = (user, password) => ({
    authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
});
/** A server that speaks HTTP. Its connections are kept until it is disposed; redirects are not followed. */
class HttpClient {
    place;
    /** "search.example:9200" */
    where;
    #server;
    #reached;
    #agent;
    #signal;
    #secrets;
    constructor(server, signal) {
        const { host, port } = server.address;
        this.#server = server;
        this.#signal = signal;
        this.#reached = (0,dial/* reachedFromHere */.RV)(server.address, server.services);
        this.place = server.place;
        this.where = `${(0,external_node_net_.isIP)(host) === 6 ? `[${host}]` : host}:${port}`;
        const kept = { keepAlive: true, timeout: idleMs };
        this.#agent = server.tls
            ? new external_node_https_.Agent({ ...kept, ...(0,dial/* nameOf */.Vb)(this.#reached), ...server.tls })
            : new external_node_http_.Agent(kept);
        this.#secrets = Object.values(server.headers ?? {}).flatMap(refusal/* secretsIn */.VY);
    }
    /** A small answer, parsed; undefined where it is empty. @throws HttpRefusal for a status that is neither 2xx nor in `also`. */
    async json({ json, mostBytes = mostJsonBytes, ...request }) {
        const typed = json === undefined ? {} : { 'content-type': 'application/json' };
        const body = json === undefined ? request.body : JSON.stringify(json);
        const headers = { accept: 'application/json', ...typed, ...request.headers };
        const answer = await this.ask({ ...request, headers, ...(body === undefined ? {} : { body }) });
        const what = `${request.method} ${shortened(request.path)}`;
        const bytes = await (0,http_answer/* wholeBody */.g3)(answer.body, mostBytes);
        if (bytes === undefined)
            throw this.problem(`the answer to ${what} is longer than ${mostBytes} bytes`, 'Check that the URL names the right server.');
        if (bytes.length === 0)
            return { status: answer.status, json: undefined };
        // What goes into it by itself would run out of its stack.
        if (isNested(bytes, mostNesting))
            throw this.problem(`the answer to ${what} is nested more than ${mostNesting} times`, 'Check that the URL names the right server.');
        try {
            return { status: answer.status, json: JSON.parse(bytes.toString('utf8')) };
        }
        catch {
            throw this.problem(`the answer to ${what} is not JSON`, 'Check that the URL names the server itself, not another one.');
        }
    }
    /** One request. @throws HttpRefusal for a status that is neither 2xx nor in `also`. */
    async ask(request) {
        for (let tries = 1;; tries++) {
            try {
                return await this.#accepted(request, await this.#send(request));
            }
            catch (error) {
                // The server closed a kept connection just when it was to be used; what only reads is asked again.
                const again = error instanceof StaleConnection && tries < 3 && ['GET', 'HEAD'].includes(request.method);
                if (!again)
                    throw error instanceof StaleConnection ? error.problem : error;
            }
        }
    }
    problem(message, hint, cause) {
        return new problem/* Problem */.AF('source-failed', `${this.place}: ${this.where}: ${this.#redacted(message)}`, { hint, cause });
    }
    /** What went wrong, without where: for a message that says so itself. */
    bare(error) {
        if (error instanceof refusal/* HttpRefusal */.P_)
            return error.reason;
        const at = `${this.place}: ${this.where}: `;
        const message = (0,problem/* messageOf */.bD)(error);
        return message.startsWith(at) ? message.slice(at.length) : message;
    }
    async [Symbol.asyncDispose]() {
        this.#agent.destroy();
    }
    async #send({ method, path, headers = {}, body, silenceMs = standardSilenceMs }) {
        (0,problem/* stopIfAborted */.NI)(this.#signal);
        const { tls, base = '' } = this.#server;
        const given = typeof body === 'string' ? Buffer.from(body) : body;
        const request = (tls ? external_node_https_.request : external_node_http_.request)({
            ...{ ...this.#reached, method, path: `${base}${path}`, agent: this.#agent },
            headers: {
                ...{ host: this.where, 'user-agent': 'backproof', 'accept-encoding': 'identity' },
                ...(Buffer.isBuffer(given) ? { 'content-length': given.length } : {}),
                ...{ ...this.#server.headers, ...headers },
            },
        });
        const stop = () => request.destroy((0,problem/* cancelled */.KW)(this.#signal));
        this.#signal.addEventListener('abort', stop);
        const done = () => this.#signal.removeEventListener('abort', stop);
        const late = () => this.problem(`it sent nothing for ${Math.round(silenceMs / 1000)} s`, hints.late);
        const answered = responseOf(request);
        const sending = new Sending(request, answered, (drained) => (0,http_answer/* inTime */.RN)(drained, silenceMs, late));
        try {
            const sent = sending.all(given);
            // A refusal may come before all is sent; a success that does is none.
            await Promise.race([sent, answered]);
            const incoming = await (0,http_answer/* inTime */.RN)(answered, silenceMs, late);
            const status = incoming.statusCode ?? 0;
            if (status < 300)
                await sent;
            const broken = (cause) => this.#broken(cause, 'the connection broke off');
            const read = () => {
                done();
                if (!request.writableEnded)
                    request.destroy();
            };
            return {
                status,
                headers: incoming.headers,
                body: (0,http_answer/* watchedAnswer */.Rr)(incoming, { silenceMs, late, broken, done: read }),
            };
        }
        catch (error) {
            request.destroy();
            done();
            if ((0,problem/* isProblem */.AN)(error))
                throw error;
            (0,problem/* stopIfAborted */.NI)(this.#signal);
            // What is sent may fail by itself.
            throw sending.failure ?? this.#unanswered(error, request);
        }
    }
    async #accepted({ method, path, also = [] }, answer) {
        const { status, headers } = answer;
        const encoding = headers['content-encoding'] ?? 'identity';
        const fine = (status >= 200 && status < 300) || also.includes(status);
        if (fine && encoding === 'identity')
            return answer;
        const bytes = await (0,http_answer/* wholeBody */.g3)(answer.body, mostErrorBytes).catch((error) => {
            if ((0,problem/* isProblem */.AN)(error, 'cancelled'))
                throw error;
            return undefined;
        });
        if (fine)
            throw this.problem(`it answers in ${encoding}, which was not asked for`, 'Name the server itself, not a proxy that compresses.');
        const what = `${method} ${shortened(path)}`;
        const said = bytes === undefined || encoding !== 'identity' ? undefined : (0,refusal/* reasonIn */.YY)(bytes);
        const reason = this.#redacted(said ?? `status ${status}`);
        const { message, hint } = (0,refusal/* wordsOf */.Z9)(status, {
            ...{ what, said: said === undefined ? undefined : reason },
            ...{ rights: this.#server.rights, location: headers.location },
        });
        throw new refusal/* HttpRefusal */.P_(status, reason, this.#redacted(`${this.place}: ${this.where}: ${message}`), hint);
    }
    /** What ended before there was an answer. */
    #unanswered(error, request) {
        const code = error.code ?? '';
        const broken = request.socket?.connecting === false && /^(ECONNRESET|EPIPE)$/.test(code);
        const neverEncrypted = this.#server.tls !== undefined && !request.reusedSocket;
        if (!broken || neverEncrypted)
            return (0,dial/* unreached */.iq)(error, this.#server.address, this.place, this.#server.tls !== undefined);
        const hint = this.#server.tls || request.reusedSocket ? hints.broken : hints.unencrypted;
        const problem = this.problem(`the connection broke off before it answered: ${(0,words/* reasonOf */.A3)(error)}`, hint, error);
        return request.reusedSocket ? new StaleConnection(problem) : problem;
    }
    #broken(cause, what) {
        if (this.#signal.aborted)
            return (0,problem/* cancelled */.KW)(this.#signal);
        return (0,problem/* isProblem */.AN)(cause) ? cause : this.problem(`${what}: ${(0,words/* reasonOf */.A3)(cause)}`, hints.broken, cause);
    }
    #redacted(text) {
        return this.#secrets.reduce((shown, secret) => shown.replaceAll(secret, '***'), text);
    }
}
const hints = {
    late: 'Look at the log and the load of the server, and at proxies in between.',
    broken: 'Look at the log of the server, and at proxies in between; then run it again.',
    unencrypted: 'If the server has TLS, write https:// in the URL; else look at the log of the server.',
};
class StaleConnection extends Error {
    problem;
    constructor(problem) {
        super(problem.message, { cause: problem });
        this.problem = problem;
    }
}
/** What a query or a long path adds tells nobody anything. */
const shortened = (path) => {
    const [plain = ''] = path.split('?');
    return plain.length > 100 ? `${plain.slice(0, 100)}...` : plain;
};


/***/ }),

/***/ 6644:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P_: () => (/* binding */ HttpRefusal),
/* harmony export */   VY: () => (/* binding */ secretsIn),
/* harmony export */   YY: () => (/* binding */ reasonIn),
/* harmony export */   Z9: () => (/* binding */ wordsOf)
/* harmony export */ });
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(35447);
/* harmony import */ var _words_words_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(36364);


/** What a server refused. */
class HttpRefusal extends _problem_js__WEBPACK_IMPORTED_MODULE_0__/* .Problem */ .AF {
    status;
    /** In the server's own words. */
    reason;
    constructor(status, reason, message, hint) {
        super('source-failed', message, { hint });
        this.status = status;
        this.reason = reason;
    }
}
/** A status that is no success, in words: one that stands for a wrong password, too few rights, a wrong address. */
function wordsOf(status, { what, said, rights, location }) {
    const message = `${what} is refused with ${status}${said === undefined ? '' : `: ${said}`}`;
    if (status === 401)
        return { message, hint: 'Check the user and the password, or the key, in the URL.' };
    if (status === 403 && said?.includes('blocked by'))
        return {
            message,
            hint: 'Remove that block (index.blocks in the settings of the index, or cluster.blocks), and run it again.',
        };
    if (status === 403)
        return { message, hint: rights ?? 'Check the password in the URL, and the rights of its user.' };
    if (status < 300 || status >= 400)
        return { message, hint: 'Look at the log of the server.' };
    const to = location === undefined || !URL.canParse(location) ? '' : ` to ${new URL(location).host}`;
    return {
        message: `it redirects${to}, and redirects are not followed`,
        hint: 'Write the address of the server itself into the URL, with https where it has TLS.',
    };
}
const shownCharacters = 300;
/** What an error's body says, in one line, in the ways of the servers that we know; undefined: nothing that can be understood. */
function reasonIn(body) {
    let json;
    try {
        json = JSON.parse(body.toString('utf8'));
    }
    catch {
        return undefined;
    }
    const at = (value, ...path) => path.reduce((inside, key) => inside?.[key], value);
    const causes = at(json, 'error', 'root_cause');
    const found = [
        ...(Array.isArray(causes) ? causes.map((cause) => at(cause, 'reason')) : []),
        ...[at(json, 'error', 'reason'), at(json, 'error'), at(json, 'status', 'error'), at(json, 'message')],
    ].find((text) => typeof text === 'string' && text.trim() !== '');
    return found === undefined ? undefined : (0,_words_words_js__WEBPACK_IMPORTED_MODULE_1__/* .oneLine */ .TN)(found, shownCharacters);
}
/** A header's value that says who asks, and what is inside of it: none of it is ever shown. */
function secretsIn(value) {
    const bare = value.replace(/^(Basic|Bearer|ApiKey) +/i, '');
    const decoded = /^Basic /i.test(value) ? Buffer.from(bare, 'base64').toString('utf8') : '';
    const password = decoded.slice(decoded.indexOf(':') + 1);
    return [value, bare, decoded, password].filter((secret) => secret.length >= 4);
}


/***/ }),

/***/ 86073:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   m: () => (/* binding */ segment)
/* harmony export */ });
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(35447);

/** A name as one step of a path. @throws Problem for one that nothing can write so: it would mean the folder, or the one above. */
function segment(name) {
    if (name !== '' && name !== '.' && name !== '..')
        return encodeURIComponent(name);
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_0__/* .Problem */ .AF('source-failed', `the name "${name}" cannot stand in the path of a URL, so nothing is asked of it`, {
        hint: 'Leave it out (include, exclude; a restore: --only), or give it another name.',
    });
}


/***/ }),

/***/ 66505:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ notThere),
/* harmony export */   jN: () => (/* binding */ matcher),
/* harmony export */   wH: () => (/* binding */ selected)
/* harmony export */ });
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(35447);
/* harmony import */ var _words_words_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(36364);


/** `*` is any run of characters, `?` one of them. */
function matcher(pattern) {
    const source = pattern
        .replace(/[.+^${}()|[\]\\]/g, '\\$&')
        .replaceAll('*', '.*')
        .replaceAll('?', '.');
    const expression = new RegExp(`^${source}$`, 'su');
    return (name) => expression.test(name);
}
/** The names that the patterns take. @throws Problem for a pattern that nothing matches, saying what there is. */
function selected(names, { include, exclude }, noun, unmatched) {
    for (const pattern of include) {
        if (names.some(matcher(pattern)))
            continue;
        const nouns = noun.endsWith('x') ? `${noun}es` : `${noun}s`;
        const there = names.length === 0 ? `There are no ${nouns}.` : `The ${nouns} are ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_1__/* .namesSome */ .Tc)(names, 20)}.`;
        throw unmatched(`${pattern}${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_1__/* .didYouMean */ .au)(pattern, names)}`, there);
    }
    const takes = include.map(matcher);
    const leaves = exclude.map(matcher);
    return names.filter((name) => (takes.length === 0 || takes.some((takes) => takes(name))) && !leaves.some((leaves) => leaves(name)));
}
/** For a pattern of the policy's `key` that no such thing matches. */
const notThere = (place, key, noun) => (pattern, hint) => new _problem_js__WEBPACK_IMPORTED_MODULE_0__/* .Problem */ .AF('policy-invalid', `${place}: ${key} includes ${pattern}, but there is no such ${noun}`, { hint });


/***/ }),

/***/ 72328:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ep: () => (/* binding */ parseServerUrl),
/* harmony export */   IF: () => (/* binding */ serversText),
/* harmony export */   U2: () => (/* binding */ serversOf)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(35447);
/* harmony import */ var _words_words_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(36364);



const form = /^([a-z][a-z0-9+.-]*):\/\/(?:([^:@/?#]*)(?::([^@/?#]*))?@)?([^@/?#]*)(?:\/([^?#]*))?(?:\?([^#]*))?$/i;
const files = { 'tls-ca': 'ca', 'tls-cert': 'cert', 'tls-key': 'key' };
/**
 * A URL as an engine's server has it. Certificates: `tls-ca`, `tls-cert` and `tls-key` are files of this machine,
 * `tls-name` is the name that the server's certificate must have, if it is not the host.
 * `place`: whose it is, "source cache, by CACHE_URL".
 * @throws Problem `policy-invalid`, which never shows the URL.
 */
function parseServerUrl(text, place, rules) {
    const bad = (because, hint = `Write it as ${rules.example}, with special characters URL-encoded.`) => new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF('policy-invalid', `${place}: ${because}`, { hint });
    const url = text.trim();
    const match = /\s/.test(url) ? null : form.exec(url);
    const scheme = match?.[1]?.toLowerCase() ?? '';
    if (match === null || !Object.hasOwn(rules.schemes, scheme))
        throw bad(otherUrl(url, rules));
    const decode = (part) => {
        if (/%00/.test(part))
            throw bad('a part of the URL has a NUL byte in it');
        try {
            return decodeURIComponent(part);
        }
        catch {
            throw bad('a part of the URL is not URL-encoded');
        }
    };
    const [, , user, password, hosts = '', path = '', query = ''] = match;
    const given = new Map(pairsOf(query).map(([name, value]) => [decode(name), decode(value)]));
    const { encryptedBy } = rules;
    const own = encryptedBy === undefined ? rules.parameters : [encryptedBy, ...rules.parameters];
    const known = [...own, ...Object.keys(files), 'tls-name'];
    for (const name of given.keys()) {
        if (known.includes(name))
            continue;
        // What follows a "?" in a password that is not URL-encoded looks like parameters: then none is named.
        const shown = /^[a-z][a-zA-Z-]{0,39}$/.test(name) && !query.includes('@') ? ` ${name}` : '';
        throw bad(`the URL has an unknown parameter${shown}`, `The parameters are ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_2__/* .namesSome */ .Tc)(known, 20)}.`);
    }
    const [first, ...others] = hosts.split(',').map((host) => addressOf(decode(host), rules.port));
    if (first === undefined || [first, ...others].includes(undefined))
        throw bad('the URL names no host, or no port from 1 to 65535');
    const { 'tls-name': name, ...rest } = Object.fromEntries(given);
    const wish = encryptedBy === undefined ? undefined : given.get(encryptedBy);
    if (wish !== undefined && wish !== 'on' && wish !== 'off')
        throw bad(`${encryptedBy} in the URL is neither on nor off`, `Write ${encryptedBy}=on, or leave it out.`);
    const encrypted = rules.schemes[scheme] === 'tls' || wish === 'on';
    const ofTls = [...given.keys()].find((key) => key.startsWith('tls-'));
    if (ofTls !== undefined && !encrypted)
        throw encryptedBy === undefined
            ? bad(`the URL has ${ofTls}, but ${scheme}:// is not encrypted`)
            : bad(`the URL has ${ofTls}, but not ${encryptedBy}=on`, `Write ${encryptedBy}=on beside it.`);
    return {
        servers: [first, ...others.flatMap((other) => other ?? [])],
        user: user === undefined || user === '' ? undefined : decode(user),
        password: password === undefined ? undefined : decode(password),
        path: decode(path),
        parameters: Object.fromEntries(Object.entries(rest).filter(([key]) => rules.parameters.includes(key))),
        tls: encrypted ? { ...certificates(rest, place), ...(name === undefined ? {} : { servername: name }) } : undefined,
    };
}
function pairsOf(query) {
    const parts = query.split('&').filter((part) => part !== '');
    return parts.map((part) => {
        const [name = '', value = ''] = part.split(/=(.*)/s, 2);
        return [name, value];
    });
}
/** The servers of a source: those of its `hosts`, where it names some, with the port of the URL where they have none. */
function serversOf({ cluster, url }, [first, ...others], place) {
    if (cluster?.hosts === undefined)
        return [first, ...others];
    if (others.length > 0)
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF('policy-invalid', `${place}: the URL names several hosts, and hosts does as well`, {
            hint: `Name them in one place: leave one host in the URL (${url.origin()}), or take hosts out of the policy.`,
        });
    const [named, ...more] = cluster.hosts.flatMap((host) => addressOf(host, first.port) ?? []);
    if (named === undefined || more.length + 1 !== cluster.hosts.length)
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF('policy-invalid', `${place}: a port of hosts is not one from 1 to 65535`, {
            hint: 'Write each as HOST:PORT.',
        });
    return [named, ...more];
}
function addressOf(text, standard) {
    const [, bracketed, plain, port] = /^(?:\[([^\]]+)\]|([^:[\]]+))(?::(\d+))?$/.exec(text) ?? [];
    const host = bracketed ?? plain;
    const number = Number(port ?? standard);
    return host !== undefined && number > 0 && number < 65_536 ? { host, port: number } : undefined;
}
/** What is wrong with a malformed text, judging by its beginning; never shows more of it. */
function otherUrl(url, { noun, schemes }) {
    const not = `the URL is not one of ${noun}`;
    if (url === '')
        return `${not}: it is empty or only white space`;
    if (/^["'`\u2018\u2019\u201c\u201d]/.test(url))
        return `${not}: it begins with a quotation mark`;
    if (/\s/.test(url))
        return `${not}: it contains white space`;
    const known = /^(?:jdbc:)?(?:mysql|mariadb|mongodb(?:\+srv)?|sqlserver|rediss?|valkeys?|https?|postgres(?:ql)?|nats|tls|kafka):/i;
    const scheme = known.exec(url)?.[0];
    if (scheme && !Object.hasOwn(schemes, scheme.slice(0, -1)))
        return `${not}: it begins with ${scheme}`;
    return scheme ? not : `${not}: it does not begin with ${Object.keys(schemes)[0]}://`;
}
function certificates(given, place) {
    const read = Object.entries(files).flatMap(([parameter, option]) => {
        const path = given[parameter];
        if (path === undefined)
            return [];
        try {
            return [[option, (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(path)]];
        }
        catch (cause) {
            throw new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF('policy-invalid', `${place}: ${parameter} cannot be read: ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_2__/* .reasonOf */ .A3)(cause)}`, {
                hint: `Set ${parameter} to the path of a PEM file of this machine.`,
                cause,
            });
        }
    });
    return Object.fromEntries(read);
}
/** "cache.example:6379": for messages. */
function serversText({ servers }) {
    return servers.map(({ host, port }) => `${host.includes(':') ? `[${host}]` : host}:${port}`).join(' or ');
}


/***/ }),

/***/ 69706:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ asTarget)
/* harmony export */ });
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(35447);

/** What a source's failure would be is the target's here: whoever speaks to a server does not know which of them it is. */
async function asTarget(work, { throwAway }) {
    try {
        return await work;
    }
    catch (error) {
        if (!(0,_problem_js__WEBPACK_IMPORTED_MODULE_0__/* .isProblem */ .AN)(error, 'source-failed'))
            throw error;
        const code = throwAway ? 'sandbox-failed' : 'restore-failed';
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_0__/* .Problem */ .AF(code, error.message, { hint: error.hint, cause: error.cause, ofMachine: error.ofMachine });
    }
}


/***/ })

};
