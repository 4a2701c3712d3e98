export const id = 864717;
export const ids = [864717];
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

/***/ 5701:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Ad: () => (/* binding */ isClustered),
  Zb: () => (/* binding */ openHost),
  iq: () => (/* binding */ unreached),
  H_: () => (/* binding */ wishOf)
});

// EXTERNAL MODULE: ./policy/policy.js + 76 modules
var policy = __webpack_require__(35472);
// EXTERNAL MODULE: ./problem.js
var problem = __webpack_require__(35447);
// EXTERNAL MODULE: ./engine/server-url.js
var server_url = __webpack_require__(72328);
// EXTERNAL MODULE: ./words/words.js + 6 modules
var words = __webpack_require__(36364);
;// CONCATENATED MODULE: ./engine/hosts/choose.js

/** Which of several servers of one cluster is dumped, in the order in which they are named, and why not the others. Pure. */
function choose(hosts, wish) {
    const unfit = hosts.filter((one) => one.answer.kind === 'dead' || one.answer.kind === 'refused');
    const replicas = hosts.filter((one) => one.answer.kind === 'replica');
    const primaries = hosts.filter((one) => one.answer.kind === 'primary');
    const strangers = twoClusters([...primaries, ...replicas.filter(({ answer }) => answer.broken === undefined)]);
    if (strangers !== undefined)
        return {
            kind: 'strangers',
            because: `${strangers.join(' and ')} are not servers of one cluster`,
            hint: 'Take the host that does not belong to it out of hosts, or out of the URL, and make it a source of its own.',
        };
    const followed = primaries.filter(({ answer: { history } }) => replicas.some(({ answer }) => answer.follows === history && answer.broken === undefined));
    const [primary, another] = primaries.length > 1 ? followed : primaries;
    if (primaries.length > 1 && (primary === undefined || another !== undefined))
        return {
            kind: 'rivals',
            because: `${(0,words/* namesSome */.Tc)(primaries.map(({ server, answer }) => `${server} (${answer.history})`))} are all primaries, and the replicas do not show which of them is in use`,
            hint: 'Stop the one that is not in use, or take it out of the hosts: a backup of the wrong one would lack what was written since.',
        };
    const judged = replicas.map(({ server, answer }) => ({
        server,
        ...judge(answer, primary?.answer, primaries.length > 1, wish.maxLagMs),
    }));
    const rivals = primaries.filter((one) => one !== primary);
    const passed = hosts.flatMap(({ server }) => {
        const dead = unfit.find((one) => one.server === server);
        if (dead)
            return { server, ...dead.answer };
        if (rivals.some((one) => one.server === server))
            return { server, kind: 'unfit', because: promoted };
        const replica = judged.find((one) => one.server === server);
        return replica !== undefined && 'because' in replica ? { ...replica, kind: 'unfit' } : [];
    });
    const replica = judged.find((one) => 'lagSeconds' in one);
    const ofReplica = replica === undefined || !('lagSeconds' in replica)
        ? undefined
        : { role: 'replica', server: replica.server, lagSeconds: replica.lagSeconds };
    const ofPrimary = primary && { role: 'primary', server: primary.server };
    const [first, second] = wish.role === 'replica' ? [ofReplica, ofPrimary] : [ofPrimary, ofReplica];
    const taken = first ?? (wish.strict ? undefined : second);
    if (taken === undefined)
        return none(hosts, passed, wish);
    // Where the primary is wanted, how replicas are is no concern.
    const said = taken.role === 'primary' && first ? passed.filter((one) => !isReplica(one, judged)) : passed;
    return { kind: 'taken', ...taken, isSecondBest: first === undefined, passed: said };
}
const promoted = 'it takes writes as well, but no other host follows it: it was promoted, or was left behind';
const isReplica = ({ server }, replicas) => replicas.some((one) => one.server === server);
function judge(replica, primary, hasRivals, maxLagMs) {
    const { broken, follows, at, behindSeconds, unknown, hint } = replica;
    const hinted = hint === undefined ? {} : { hint };
    if (broken !== undefined)
        return { because: `its replication is broken: ${broken}`, ...hinted };
    if (primary !== undefined && follows === undefined && hasRivals)
        return { because: 'there are two primaries, and it is not known which one it follows', ...hinted };
    if (primary !== undefined && follows !== undefined && follows !== primary.history)
        return { because: `it follows ${follows}, and not the primary's ${primary.history}` };
    // Nothing that the primary had written when it was asked is missing.
    if (primary?.at !== undefined && at !== undefined && at >= primary.at)
        return { lagSeconds: 0 };
    if (behindSeconds === undefined)
        return { because: `its lag is unknown: ${unknown ?? 'it does not say'}`, ...hinted };
    if (behindSeconds * 1000 > maxLagMs)
        return {
            because: `it lags ${(0,words/* formatDuration */.a3)(behindSeconds * 1000)}, more than the ${(0,words/* formatDuration */.a3)(maxLagMs)} of max-lag`,
        };
    return { lagSeconds: Math.max(0, behindSeconds) };
}
/** Two that have nothing in common, not even by way of others. */
function twoClusters(hosts) {
    const [first, ...others] = hosts.filter(({ answer }) => answer.ids.length > 0);
    if (first === undefined)
        return undefined;
    const known = new Set(first.answer.ids);
    let left = others;
    for (let before = -1; before !== left.length;) {
        before = left.length;
        left = left.filter(({ answer: { ids } }) => {
            if (!ids.some((id) => known.has(id)))
                return true;
            for (const id of ids)
                known.add(id);
            return false;
        });
    }
    return left[0] && [first.server, left[0].server];
}
function none(hosts, passed, wish) {
    const others = hosts.filter(({ server }) => !passed.some((one) => one.server === server));
    const reasons = [
        ...passed.map(({ server, because }) => `${server}: ${because}`),
        ...others.map(({ server, answer }) => `${server}: it is a ${answer.kind}`),
    ];
    const hint = passed.find(({ kind }) => kind === 'refused')?.hint ??
        passed.find(({ hint }) => hint !== undefined)?.hint ??
        'Repair one of them; to dump a replica as it is, name it alone in url, without hosts and max-lag.';
    const what = wish.strict
        ? `none of the hosts is a ${wish.role} that can be dumped`
        : 'none of the hosts can be dumped';
    return { kind: 'none', because: `${what}: ${reasons.join('; ')}`, hint };
}

;// CONCATENATED MODULE: ./engine/hosts/hosts.js
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




/** True where there is something to choose, or to check before it is dumped. */
function isClustered({ cluster }, servers) {
    return cluster !== undefined || servers.length > 1;
}
const wishOf = ({ cluster }, role) => ({
    role,
    maxLagMs: cluster?.maxLagMs ?? policy/* clusterDefaults */.TW.maxLagMs,
});
/** A server that takes longer is dead. */
const limitMs = 15_000;
/**
 * Opens all hosts at once, and keeps the one that is to be dumped.
 * @throws Problem `source-failed` with the reason for each; `policy-invalid` where they are not of one cluster.
 */
async function openHost(source, cluster, wish, signal) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const opened = __addDisposableResource(env_1, new AsyncDisposableStack(), true);
        const tried = await Promise.all(cluster.servers.map((server) => attempt(cluster, server, opened, signal)));
        (0,problem/* stopIfAborted */.NI)(signal);
        const asked = await Promise.all(tried.map((one) => again(cluster, one, tried, signal)));
        const hosts = asked.map(({ server, answer }) => ({ server: nameOf(server), answer }));
        const choice = choose(hosts, wish);
        if (choice.kind !== 'taken')
            throw new problem/* Problem */.AF(choice.kind === 'strangers' ? 'policy-invalid' : 'source-failed', `source ${source.name}: ${choice.because}`, { hint: choice.hint });
        const index = hosts.findIndex(({ server }) => server === choice.server);
        const taken = asked[index];
        if (taken?.opened === undefined)
            throw new Error('a host that was not opened cannot be chosen');
        await Promise.all(asked.map((one) => (one === taken ? undefined : one.opened?.[Symbol.asyncDispose]())));
        opened.move();
        const { server, role, lagSeconds } = choice;
        const name = (0,policy/* namesHosts */.CL)(source) ? server : `host ${index + 1} of ${hosts.length}`;
        const lag = lagSeconds === undefined ? {} : { lagSeconds: Math.round(lagSeconds * 10) / 10 };
        return { opened: taken.opened, server: taken.server, host: { name, role, ...lag, findings: findingsOf(choice) } };
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
const nameOf = (server) => (0,server_url/* serversText */.IF)({ servers: [server] });
async function attempt(cluster, server, stack, signal) {
    const mine = new AbortController();
    const late = setTimeout(() => mine.abort(new problem/* Problem */.AF('source-failed', `it does not answer within ${limitMs / 1000} s`, { hint: unreached })), limitMs);
    try {
        const both = AbortSignal.any([signal, mine.signal]);
        const opened = stack.use(await cluster.open(server, both));
        return { server, opened, answer: await cluster.ask(opened, both) };
    }
    catch (error) {
        (0,problem/* stopIfAborted */.NI)(signal);
        if (mine.signal.aborted)
            return { server, answer: { kind: 'dead', because: (0,problem/* messageOf */.bD)(mine.signal.reason), hint: unreached } };
        if (!(0,problem/* isProblem */.AN)(error, 'tool-failed', 'source-failed'))
            throw error;
        return { server, answer: cluster.explain(error, server) };
    }
    finally {
        clearTimeout(late);
    }
}
const unreached = 'Check that it runs, and that it can be reached from here by this address.';
/** A replica that was asked before its primary may have come up to it since. */
async function again(cluster, one, all, signal) {
    const { server, answer, opened } = one;
    if (answer.kind !== 'replica' || opened === undefined || answer.at === undefined)
        return one;
    const { at } = answer;
    const isBehind = all.some((other) => other.answer.kind === 'primary' && (other.answer.at ?? 0n) > at);
    if (!isBehind)
        return one;
    try {
        return { ...one, answer: await cluster.ask(opened, signal) };
    }
    catch (error) {
        if (!(0,problem/* isProblem */.AN)(error, 'tool-failed', 'source-failed'))
            throw error;
        return { ...one, answer: cluster.explain(error, server) };
    }
}
function findingsOf(choice) {
    const { role, server, isSecondBest, passed } = choice;
    const said = passed.map((one) => `${one.server}: ${one.because}`).join('; ');
    if (!isSecondBest)
        return passed.map(finding);
    const hint = passed.find((one) => one.hint !== undefined)?.hint;
    return [
        {
            level: 'warning',
            blame: 'source',
            message: role === 'primary'
                ? `the backup is of the primary ${server}, because no replica can be dumped${said === '' ? ': the hosts have none' : `: ${said}`}`
                : `the backup is of the replica ${server}, because no primary can be dumped${said === '' ? ': the hosts have none' : `: ${said}`}`,
            hint: hint ??
                (role === 'primary'
                    ? 'Repair the replicas, raise max-lag, or set prefer: primary if the primary is to be dumped.'
                    : 'Repair the primary, or set prefer: replica if a replica is to be dumped.'),
        },
    ];
}
function finding({ server, because, kind, hint }) {
    const message = `${server} was passed over: ${because}`;
    const level = kind === 'refused' ? 'warning' : 'note';
    return { level, blame: 'source', message, ...(hint === undefined ? {} : { hint }) };
}


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


/***/ })

};
