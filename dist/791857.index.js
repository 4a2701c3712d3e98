export const id = 791857;
export const ids = [791857];
export const modules = {

/***/ 11034:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  FH: () => (/* reexport */ channelLimitMs),
  hU: () => (/* reexport */ ping),
  bE: () => (/* reexport */ post),
  sj: () => (/* reexport */ sendMail)
});

;// CONCATENATED MODULE: ./channel/contract.js
/** How long one message to one channel may take, with every further try. */
const channelLimitMs = 10_000;

// EXTERNAL MODULE: ./problem.js
var problem = __webpack_require__(35447);
// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(58500);
;// CONCATENATED MODULE: ./channel/request.js



const mostTries = 3;
const mostRedirects = 3;
/**
 * Posts a text, and again where the receiver is busy or fails, within one time limit. Redirects are followed on the same host
 * alone. Throws `channel-failed`, which never has the address: whoever knows it can post there.
 */
async function post(request, { where, signal, limitMs = channelLimitMs }) {
    const url = addressOf(request, where);
    const limit = AbortSignal.any([signal, AbortSignal.timeout(limitMs)]);
    const endMs = performance.now() + limitMs;
    let failure = { why: 'was not tried' };
    for (let tried = 1; tried <= mostTries; tried++) {
        const answer = await attempt(url, request, limit);
        if (answer === undefined)
            return;
        failure = answer;
        if (signal.aborted)
            throw (0,problem/* cancelled */.KW)(signal);
        if (failure.afterMs === undefined || tried === mostTries)
            break;
        const waitMs = Math.max(failure.afterMs, 250 * 2 ** tried);
        if (limit.aborted || performance.now() + waitMs >= endMs)
            break;
        await (0,promises_.setTimeout)(waitMs, undefined, { signal: limit }).catch(() => { });
    }
    const late = limit.aborted && failure.afterMs !== undefined;
    throw failed(where, late ? `did not answer within ${limitMs / 1000} s` : failure.why, failure.hint);
}
/** undefined: it was taken. */
async function attempt(first, { body, contentType }, signal) {
    let url = first;
    for (let followed = 0; followed <= mostRedirects; followed++) {
        let response;
        try {
            response = await fetch(url, {
                method: 'POST',
                headers: { 'content-type': contentType, 'user-agent': 'backproof' },
                body,
                redirect: 'manual',
                signal,
            });
            // The answer is nobody's business, and may be endless.
            await response.body?.cancel();
        }
        catch (error) {
            return { why: `could not be reached: ${reasonOf(error)}`, afterMs: 0 };
        }
        const { status, headers } = response;
        if (response.ok)
            return undefined;
        const location = headers.get('location');
        if (status < 300 || status >= 400 || location === null)
            return refusal(status, headers);
        const next = URL.parse(location, url.href);
        if (next?.protocol !== url.protocol || next.host !== url.host)
            return {
                why: `answered ${status}, a redirect to another host, which is not followed`,
                hint: 'Set its variable to the address that it has now.',
            };
        url = next;
    }
    return { why: `answered with more than ${mostRedirects} redirects` };
}
function refusal(status, headers) {
    const why = `answered ${status}`;
    if (status < 500 && status !== 429 && status !== 408) {
        const known = {
            401: 'Set its variable again: the receiver does not accept the address any more.',
            403: 'Set its variable again: the receiver does not accept the address any more.',
            404: 'Set its variable again: the receiver does not know the address any more.',
            410: 'Set its variable again: the receiver does not know the address any more.',
        };
        return { why, hint: known[status] ?? 'See whether its style in the policy is what the receiver reads.' };
    }
    const seconds = Number(headers.get('retry-after'));
    return { why, afterMs: Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : 0 };
}
function addressOf({ url: text, insecure = false }, where) {
    const url = URL.parse(text.trim());
    if (!url || !/^https?:$/.test(url.protocol))
        throw failed(where, 'has no address that begins with https://', 'Set its variable to the whole address.');
    if (url.protocol === 'http:' && !insecure && !isLoopback(url.hostname))
        throw failed(where, 'would send over plain http', 'Set its variable to an address with https://, or write insecure: true where nobody listens on the way.');
    return url;
}
function isLoopback(host) {
    return /^(localhost|.*\.localhost|127\.\d+\.\d+\.\d+|\[?::1\]?)$/i.test(host);
}
/** What is behind the "fetch failed" of undici; never its message, which may have the address. */
function reasonOf(error) {
    const { cause, name } = error;
    const code = cause?.code;
    // All that undici says of an answer that is none.
    return code ?? (name === 'TypeError' ? 'what it answers is not HTTP' : name);
}
function failed(where, why, hint) {
    return new problem/* Problem */.AF('channel-failed', `${where} ${why}`, {
        hint: hint ?? 'Run `backproof alert test` to try every channel; what was not told is told by the next run.',
    });
}

;// CONCATENATED MODULE: ./channel/mail.js



/** Sends one mail. `server`: smtps://user:password@host:465, or smtp:// with STARTTLS. Throws `channel-failed`. */
async function sendMail(server, mail, { where, signal, limitMs = channelLimitMs, insecure = false }) {
    const url = URL.parse(server.trim());
    if (!url || !/^smtps?:$/.test(url.protocol) || url.hostname === '')
        throw failed(where, 'has no address that begins with smtps:// or smtp://', 'Write smtps://user:${PASSWORD}@host:465.');
    // Only what speaks to a mail server pays for it.
    const { createTransport } = await __webpack_require__.e(/* import() */ 354889).then(__webpack_require__.bind(__webpack_require__, 97463));
    const host = url.hostname.replace(/^\[|\]$/g, '');
    const user = decode(url.username);
    const transport = createTransport({
        host,
        port: Number(url.port) || (url.protocol === 'smtps:' ? 465 : 587),
        secure: url.protocol === 'smtps:',
        requireTLS: !insecure && !isLoopback(host),
        ...(user ? { auth: { user, pass: decode(url.password) } } : {}),
        connectionTimeout: limitMs,
        greetingTimeout: limitMs,
        socketTimeout: limitMs,
        dnsTimeout: limitMs,
        disableFileAccess: true,
        disableUrlAccess: true,
    });
    const limit = AbortSignal.any([signal, AbortSignal.timeout(limitMs)]);
    const message = { ...mail, to: [...mail.to], subject: header(mail.subject) };
    const sending = transport.sendMail(message);
    try {
        await Promise.race([sending, fired(limit)]);
    }
    catch (error) {
        if (signal.aborted)
            throw (0,problem/* cancelled */.KW)(signal);
        throw failed(where, limit.aborted ? `did not answer within ${limitMs / 1000} s` : mail_reasonOf(error, host));
    }
    finally {
        // What is not over yet ends with its connection; that it failed is said already.
        sending.catch(() => { });
        transport.close();
    }
}
/** One line: whatever follows an end of line would be a header, or the text. */
const header = (text) => text
    .replace(/[\s\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim()
    .slice(0, 200);
function fired(signal) {
    return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }));
}
/** A server's own words may repeat the password that it was sent: only the number of its answer is passed on. */
function mail_reasonOf(error, host) {
    const { responseCode, code } = error;
    if (code === 'EAUTH')
        return `at ${host} does not accept the user and password`;
    return responseCode
        ? `at ${host} answered ${responseCode}`
        : `at ${host} could not be reached: ${code ?? 'no reason is known'}`;
}
function decode(text) {
    try {
        return decodeURIComponent(text);
    }
    catch (cause) {
        throw new problem/* Problem */.AF('channel-failed', "a mail server's user or password is not URL-encoded", {
            hint: 'Write a % in it as %25.',
            cause,
        });
    }
}

;// CONCATENATED MODULE: ./channel/ping.js

/** As Healthchecks has it: the address itself is a success; the body is kept with the ping, for people. */
async function ping(url, moment, text, { insecure, ...options }) {
    const path = { start: '/start', success: '', failure: '/fail' }[moment];
    const [, address = '', query = ''] = /^([^?#]*)(\?[^#]*)?/.exec(url.trim()) ?? [];
    const whole = path === '' ? `${address}${query}` : `${address.replace(/\/+$/, '')}${path}${query}`;
    await post({ url: whole, body: text.slice(0, 10_000), contentType: 'text/plain; charset=utf-8', insecure: insecure ?? false }, options);
}

;// CONCATENATED MODULE: ./channel/channel.js
/** Where alerts go: each call is one message, within a time limit of its own. */






/***/ }),

/***/ 83952:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ deliver),
/* harmony export */   h: () => (/* binding */ findingOf)
/* harmony export */ });
/* harmony import */ var _channel_channel_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(11034);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(35447);
/* harmony import */ var _report_report_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(57027);



/** All channels at once: one that hangs costs its own time limit, and no other's. Never throws an expected failure. */
async function deliver(world, policy, claims, bulletin) {
    const wanted = (policy.notify?.channels ?? []).filter(({ name }) => bulletin.news.some(({ channels }) => channels.includes(name)));
    return Promise.all(wanted.map(async (channel) => {
        const news = bulletin.news.filter(({ channels }) => channels.includes(channel.name));
        const told = [];
        const issues = new Map();
        try {
            await send(world, channel, { ...bulletin, news }, claims, { told, issues });
            return { channel: channel.name, told, issues };
        }
        catch (error) {
            if (!(0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .isFailure */ .N6)(error))
                throw error;
            return { channel: channel.name, told, issues, problem: error };
        }
    }));
}
async function send(world, channel, bulletin, claims, progress) {
    const options = { where: `notify.${channel.name}`, signal: world.signal, limitMs: _channel_channel_js__WEBPACK_IMPORTED_MODULE_0__/* .channelLimitMs */ .FH };
    switch (channel.kind) {
        case 'webhook': {
            const { url, style, insecure = false } = channel;
            const body = (0,_report_report_js__WEBPACK_IMPORTED_MODULE_2__/* .webhookBody */ .Cd)(bulletin, style);
            await (0,_channel_channel_js__WEBPACK_IMPORTED_MODULE_0__/* .post */ .bE)({ url: url.reveal(), body, contentType: 'application/json', insecure }, options);
            break;
        }
        case 'mail': {
            const { server, from, to, insecure = false } = channel;
            await (0,_channel_channel_js__WEBPACK_IMPORTED_MODULE_0__/* .sendMail */ .sj)(server.reveal(), { from, to, ...(0,_report_report_js__WEBPACK_IMPORTED_MODULE_2__/* .renderMail */ .KT)(bulletin) }, { ...options, insecure });
            break;
        }
        case 'github-issue': {
            // What speaks to GitHub is loaded only where it is wanted.
            const { sendIssues } = await Promise.all(/* import() */[__webpack_require__.e(616482), __webpack_require__.e(618998), __webpack_require__.e(806116)]).then(__webpack_require__.bind(__webpack_require__, 10256));
            return sendIssues(world, channel, bulletin, claims, progress);
        }
    }
    progress.told.push(...bulletin.news.map((one) => ({ ...one, channels: [channel.name] })));
}
/** "notify.webhook answered 500": as a finding of the report. */
function findingOf({ channel, problem }) {
    if (!problem)
        return undefined;
    const hint = problem.hint ? ` ${problem.hint}` : '';
    return `alerts could not be sent to ${channel}, and are sent by the next run: ${problem.message}.${hint}`;
}


/***/ }),

/***/ 70802:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  tv: () => (/* binding */ bulletinOf),
  _2: () => (/* binding */ finishAndTell),
  qz: () => (/* binding */ tell),
  zy: () => (/* binding */ tellOf)
});

// EXTERNAL MODULE: ./catalog/catalog.js + 43 modules
var catalog_catalog = __webpack_require__(34848);
// EXTERNAL MODULE: ./report/report.js + 74 modules
var report = __webpack_require__(57027);
// EXTERNAL MODULE: ./command/drill/look.js
var look = __webpack_require__(74077);
// EXTERNAL MODULE: ./command/keys/age.js
var age = __webpack_require__(33276);
// EXTERNAL MODULE: ./command/project/session.js
var project_session = __webpack_require__(20172);
// EXTERNAL MODULE: ./command/alert/channel.js
var channel = __webpack_require__(83952);
// EXTERNAL MODULE: ./judge/judge.js + 53 modules
var judge = __webpack_require__(80825);
// EXTERNAL MODULE: ./policy/policy.js + 76 modules
var policy_policy = __webpack_require__(35472);
// EXTERNAL MODULE: ./problem.js
var problem = __webpack_require__(35447);
// EXTERNAL MODULE: ./command/health/times.js
var times = __webpack_require__(18187);
// EXTERNAL MODULE: ./command/log/view.js
var view = __webpack_require__(68630);
;// CONCATENATED MODULE: ./command/alert/look.js





/** What the stores and this run say of a source now. A catalog that cannot be read says so itself. `met`: absent, this is no run. */
async function lookAt(project, source, met) {
    const { world, policy } = project;
    const moment = { now: world.now(), timezone: policy.timezone };
    const problems = met?.filter((error) => !(0,problem/* isProblem */.AN)(error, 'lease-held', 'cancelled')).map(described);
    let catalog;
    try {
        catalog = await project.catalog(source);
    }
    catch (error) {
        if (!(0,problem/* isFailure */.N6)(error))
            throw error;
        const failed = source.alerts?.failed ? [{ rule: 'failed', kind: 'holds', ...described(error) }] : [];
        const rest = policy_policy/* ruleNames */.XZ.filter((rule) => rule !== 'failed');
        const seen = [...failed, ...rest.map((rule) => ({ rule, kind: 'unknown' }))];
        return { observations: seen.map((one) => look_hidden(project, one)), catalog: undefined };
    }
    const look = {
        ...(source.alerts?.rtoMissed ? await timesOf(project, source, catalog) : {}),
        ...(await logOf(project, source, catalog)),
    };
    const health = (0,judge/* judgeHealth */.u7)(policy, source, catalog, moment.now, look);
    const seen = (0,judge/* observe */.lB)({
        source,
        catalog,
        health,
        moment,
        logUnread: look.logUnread !== undefined,
        ...(problems ? { problems } : {}),
    });
    return { observations: seen.map((one) => look_hidden(project, one)), catalog };
}
function described(error) {
    return { message: (0,problem/* messageOf */.bD)(error), ...((0,problem/* isProblem */.AN)(error) && error.hint ? { hint: error.hint } : {}) };
}
/** Before anything is made of it: cut, or as Markdown, a secret no longer looks like itself. */
function look_hidden({ world }, seen) {
    if (seen.kind !== 'holds')
        return seen;
    return { ...seen, message: world.redact(seen.message), ...(seen.hint ? { hint: world.redact(seen.hint) } : {}) };
}
/** What could not be read of it leaves what it decides as it was. */
async function logOf(project, source, catalog) {
    try {
        const log = await (0,view/* logEnd */.kC)(project, source, catalog);
        return log ? { log } : {};
    }
    catch (error) {
        if (!(0,problem/* isFailure */.N6)(error))
            throw error;
        return { logUnread: error.message };
    }
}
/** What could not be read of them leaves the rule as it was: whether the objective is met is not known. */
async function timesOf(project, source, catalog) {
    try {
        return { times: await (0,times/* restoreTimes */.N)(project, source.name, catalog) };
    }
    catch (error) {
        if (!(0,problem/* isFailure */.N6)(error))
            throw error;
        return { timesUnread: error.message };
    }
}

;// CONCATENATED MODULE: ./command/alert/look-store.js


/** What a store says of its room; undefined: it does not tell. `catalogs`: of the sources in it. */
async function lookAtStore(project, name, limit, catalogs) {
    const { world, policy } = project;
    const now = world.now();
    try {
        const { store } = await project.place(name);
        const room = await store.room?.(world.signal);
        if (!room)
            return undefined;
        const probe = { state: 'reached', at: now.toISOString(), cached: false };
        return (0,judge/* observeStore */.Yz)((0,judge/* judgeStore */.vV)(policy, name, catalogs, { probe, room, lock: { state: 'unknown' } }, now), limit);
    }
    catch (error) {
        if (!(0,problem/* isFailure */.N6)(error))
            throw error;
        // That it cannot be read is said by `degraded` of its sources.
        return { rule: 'storage-low', kind: 'unknown' };
    }
}

;// CONCATENATED MODULE: ./command/alert/state.js



/** Another run at the same source is let first; more than this often it is not. */
const mostTries = 5;
/**
 * Decides on the newest state in any store, and writes it before anything is sent. The first store that can be read is
 * the arbiter: of two runs that have read the same, one writes there, and the other reads again. A state that cannot be read or
 * written silences nothing.
 */
async function claimNews({ world, subject, places, ...asked }) {
    const { signal } = world;
    const notes = new Set();
    const note = (where, error) => void notes.add(`${subject.name}: what was told of it cannot be kept in ${where}, so it may be told again: ${(0,problem/* messageOf */.bD)(error)}`);
    for (let tries = 1;; tries++) {
        const found = await readAll(places, subject.key, signal, note);
        for (const { place, unparsed } of found)
            if (unparsed)
                notes.add(`${subject.name}: what was told of it cannot be read from ${place.name}, so it may be told again`);
        const state = newestOf(found);
        const decision = (0,judge/* decideAlerts */.US)({ ...asked, source: subject.name, state, now: world.now(), by: world.runId });
        const [arbiter] = found;
        if (!decision.changed || !arbiter)
            return { subject, ...decision, there: arbiter, places, notes: [...notes] };
        const written = await write(arbiter, subject.key, decision, signal, note);
        if (written === 'changed' && tries < mostTries)
            continue;
        const rest = places.filter(({ name }) => name !== arbiter.place.name);
        for (const { place, problem } of await (0,catalog_catalog/* copyAlertState */.Jl)(rest, subject.key, decision.state, signal))
            note(place.name, problem);
        const there = typeof written === 'object' ? written : arbiter;
        return { subject, ...decision, there, places, notes: [...notes] };
    }
}
/** Remembers what was told, on whatever state is there by now. */
async function settleNews(world, claim, told, issue) {
    const { subject, places } = claim;
    const { signal } = world;
    const notes = new Set();
    const note = (where, error) => void notes.add(`${subject.name}: what was told of it cannot be kept in ${where}, so it may be told again: ${(0,problem/* messageOf */.bD)(error)}`);
    for (let tries = 1; tries <= mostTries; tries++) {
        const found = await readAll(places, subject.key, signal, note);
        const [arbiter] = found;
        if (!arbiter)
            break;
        const settled = (0,judge/* settle */.G9)(newestOf(found) ?? claim.state, told, { by: world.runId, now: world.now() });
        const state = issue === undefined ? settled : { ...settled, issue };
        if ((await write(arbiter, subject.key, { state }, signal, note)) === 'changed')
            continue;
        const rest = places.filter(({ name }) => name !== arbiter.place.name);
        for (const { place, problem } of await (0,catalog_catalog/* copyAlertState */.Jl)(rest, subject.key, state, signal))
            note(place.name, problem);
        break;
    }
    return [...notes];
}
async function write(there, key, { state }, signal, note) {
    try {
        return (await (0,catalog_catalog/* claimAlertState */.uK)(there, key, state, signal)) ? there : 'changed';
    }
    catch (error) {
        if (!(0,problem/* isFailure */.N6)(error))
            throw error;
        note(there.place.name, error);
        return 'failed';
    }
}
/** Of every store that answers, in the policy's order. */
async function readAll(places, key, signal, note) {
    const answers = await Promise.all(places.map(async (place) => {
        try {
            return await (0,catalog_catalog/* readAlertState */.Q_)(place, key, signal);
        }
        catch (error) {
            if (!(0,problem/* isFailure */.N6)(error))
                throw error;
            note(place.name, error);
            return undefined;
        }
    }));
    return answers.flatMap((answer) => (answer ? [answer] : []));
}
/** A store that was away for a while has an older one. */
function newestOf(found) {
    const states = found.flatMap(({ state }) => (state ? [state] : []));
    return states.reduce((best, state) => (best && best.revision >= state.revision ? best : state), undefined);
}

;// CONCATENATED MODULE: ./command/alert/tell.js









/** Judges these sources now, tells what is new, and remembers to whom it was told. `met`: what this run met with each. */
async function tell(project, sources, met) {
    const { world, policy } = project;
    const { notify } = policy;
    if (!notify || notify.channels.length === 0)
        return { claims: [], deliveries: [], findings: [] };
    const channels = notify.channels.map(({ name }) => name);
    const asking = { world, channels, times: notify.times };
    const catalogs = new Map();
    const ofSources = await (0,catalog_catalog/* mapAtOnce */.$3)(sources, async (source) => {
        if (!source.alerts)
            return [];
        const { places } = await project.places(source);
        const { observations, catalog } = await lookAt(project, source, met?.(source));
        if (catalog)
            catalogs.set(source.name, catalog);
        const subject = { name: source.name, key: catalog_catalog/* objectName */.Hd.alerts(source.name) };
        return [await claimNews({ ...asking, subject, places, observations })];
    });
    const shared = [
        await claimStores(project, asking, catalogs),
        await claimDrills(project, asking, catalogs),
        await claimKeys(project, asking),
    ];
    const claims = [...ofSources.flat(), ...shared.flat()];
    const news = claims.flatMap((claim) => claim.news);
    const deliveries = news.length === 0 ? [] : await (0,channel/* deliver */.c)(world, policy, claims, bulletinOf(project, news));
    const settled = await (0,catalog_catalog/* mapAtOnce */.$3)(claims.filter((claim) => claim.news.length > 0), (claim) => {
        const name = claim.subject.name;
        const told = deliveries.flatMap((one) => one.told.filter(({ source }) => source === name));
        const issue = deliveries.map(({ issues }) => issues.get(name)).find((number) => number !== undefined);
        return settleNews(world, claim, told, issue);
    });
    const findings = [
        ...deliveries.map(channel/* findingOf */.h).filter((one) => one !== undefined),
        ...claims.flatMap(({ notes }) => notes),
        ...settled.flat(),
    ];
    return { claims, deliveries, findings: [...new Set(findings)].map(world.redact) };
}
/** Of stores only a look at all sources can tell whether there is room for one more backup of each. */
async function claimStores(project, asking, catalogs) {
    const { policy } = project;
    const limit = policy.notify?.storageLow;
    const names = Object.keys(policy.stores);
    if (limit === undefined || Object.keys(policy.sources).some((name) => !catalogs.has(name)))
        return [];
    const { places } = await project.places({ name: 'stores', stores: names });
    const claims = await (0,catalog_catalog/* mapAtOnce */.$3)(names, async (name) => {
        const own = Object.values(policy.sources).flatMap((source) => {
            const catalog = source.stores.includes(name) ? catalogs.get(source.name) : undefined;
            return catalog ? [catalog] : [];
        });
        const seen = await lookAtStore(project, name, limit, own);
        const subject = { name: `store ${name}`, key: catalog_catalog/* objectName */.Hd.alertsOfStore(name) };
        return seen ? [await claimNews({ ...asking, subject, places, observations: [seen] })] : [];
    });
    return claims.flat();
}
/** Of the drills of the project: a command that saw to some of its sources can only tell that none is overdue. */
async function claimDrills(project, asking, catalogs) {
    const { policy } = project;
    if (!policy.drills || !policy.notify?.drillOverdue)
        return [];
    const whole = Object.keys(policy.sources).every((name) => catalogs.has(name));
    const seen = await (0,look/* observeOverdue */.Dt)(project, whole ? [...catalogs.values()] : undefined);
    const { places } = await project.places({ name: 'drills', stores: Object.keys(policy.stores) });
    const subject = { name: (0,report/* drillsOf */.we)(policy.project), key: catalog_catalog/* objectName */.Hd.alertsOfDrills(policy.project) };
    return [await claimNews({ ...asking, subject, places, observations: [seen] })];
}
/** Of the keys of the project, whatever its sources are. */
async function claimKeys(project, asking) {
    const { policy } = project;
    if (policy.encryption.rotateEveryMs === undefined || !policy.notify?.keyRotationDue)
        return [];
    const seen = await (0,age/* observeKeyAges */.iJ)(project);
    const { places } = await project.places({ name: 'keys', stores: Object.keys(policy.stores) });
    const subject = { name: (0,report/* keysOf */.YD)(policy.project), key: catalog_catalog/* objectName */.Hd.alertsOfKeys(policy.project) };
    return [await claimNews({ ...asking, subject, places, observations: [seen] })];
}
/** The end of a command that saw to sources: what is new is told, then it reports. A channel that fails is a finding of it. */
async function finishAndTell(session, warnings = []) {
    return (0,project_session/* finish */.O9)(session, [...warnings, ...(await tellOf(session))]);
}
/** What a command that saw to sources has learnt is told; gives what a person should know of the telling. */
async function tellOf({ project, problems, reports }) {
    const seen = project.sources.filter(({ name }) => reports.has(name));
    const met = ({ name }) => problems.filter(({ source }) => source === name).map(({ error }) => error);
    const { findings } = await tell(project, seen, met);
    for (const finding of findings)
        project.world.log.warning(finding);
    return findings;
}
function bulletinOf({ world, policy }, news) {
    const run = runOf(world);
    const { project, timezone } = policy;
    return { project, timezone, at: world.now(), news, ...(run ? { run } : {}) };
}
/** Address of the workflow's run. */
function runOf({ env, origin }) {
    const { repository, run } = origin;
    if (!repository || !run)
        return undefined;
    return `${env['GITHUB_SERVER_URL'] ?? 'https://github.com'}/${repository}/actions/runs/${run}`;
}


/***/ }),

/***/ 18187:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ restoreTimes)
/* harmony export */ });
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(34848);
/* harmony import */ var _judge_judge_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(80825);


/** How long restores took: of so many, of the newest. */
const mostRead = 12;
/** The times of the newest restores that passed, which the catalog reads by their names alone. Throws what the stores throw. */
async function restoreTimes(project, source, catalog) {
    const { world } = project;
    const proofs = (0,_judge_judge_js__WEBPACK_IMPORTED_MODULE_1__/* .restoresOf */ .TK)(catalog, world.now()).slice(0, mostRead);
    const times = await (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .mapAtOnce */ .$3)(proofs, async (proof) => {
        const place = await placeOf(project, catalog, proof);
        return place && [proof, await (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .readProofTimes */ .PB)(place, source, proof, world.signal)];
    });
    return new Map(times.filter((one) => one !== undefined));
}
/** A proof stands beside every copy of its backup: the store that it is of may have left the policy, or be away. */
async function placeOf(project, { entries, unread }, proof) {
    const copies = entries.find(({ id }) => id === proof.id)?.copies ?? [];
    const name = [proof.store, ...copies].find((store) => copies.includes(store) && !unread.some((one) => one.store === store));
    return name === undefined ? undefined : project.place(name);
}


/***/ }),

/***/ 33276:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $A: () => (/* binding */ lookAtKeys),
/* harmony export */   Ew: () => (/* binding */ keysHeld),
/* harmony export */   LV: () => (/* binding */ noteKeys),
/* harmony export */   iJ: () => (/* binding */ observeKeyAges)
/* harmony export */ });
/* unused harmony export readAges */
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(34848);
/* harmony import */ var _judge_judge_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(80825);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(35447);
/* harmony import */ var _seal_seal_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(90864);




/** Recipients of a policy, and whose they are. */
function keysHeld({ encryption, mentions }) {
    return encryption.recipients.map((recipient) => {
        const holder = mentions?.holders[recipient];
        return { fingerprint: (0,_seal_seal_js__WEBPACK_IMPORTED_MODULE_3__/* .fingerprint */ .Rj)(recipient), ...(holder === undefined ? {} : { holder }) };
    });
}
/** Since when each recipient of the policy is one, as all of its stores say. */
async function readAges(project) {
    const { policy, world } = project;
    const { places, failed } = await project.places({ name: 'keys', stores: Object.keys(policy.stores) });
    const names = keysHeld(policy).map((key) => key.fingerprint);
    const ages = await (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .readKeyAges */ .c$)(places, names, policy.encryption.signers, world.now(), world.signal);
    const unopened = failed.map(({ store, problem }) => ({ store, message: problem.message }));
    return { ...ages, unread: [...ages.unread, ...unopened] };
}
const watchesKeys = ({ encryption: { rotateEveryMs, drillEveryMs } }) => rotateEveryMs !== undefined || drillEveryMs !== undefined;
/**
 * Where the policy rotates its keys: each store is told of a recipient that it does not know, so that the age of a key is in every
 * store. Gives what a person should know.
 */
async function noteKeys(project) {
    const { policy, world } = project;
    if (!watchesKeys(policy))
        return [];
    const ages = await readAges(project);
    const unwritten = [];
    const now = world.now();
    for (const { place, fingerprint } of ages.missing) {
        try {
            await (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .putKeyAge */ .Er)(place, fingerprint, ages.since.get(fingerprint) ?? now, world.signal);
        }
        catch (error) {
            if ((0,_problem_js__WEBPACK_IMPORTED_MODULE_2__/* .isProblem */ .AN)(error, 'store-exists'))
                continue;
            if (!(0,_problem_js__WEBPACK_IMPORTED_MODULE_2__/* .isFailure */ .N6)(error))
                throw error;
            unwritten.push(`since when ${fingerprint} is in use is not kept in ${place.name}: ${error.message}`);
        }
    }
    return [...(0,_judge_judge_js__WEBPACK_IMPORTED_MODULE_1__/* .keyFindings */ .se)(policy, keysHeld(policy), ages, world.now()).map(({ message }) => message), ...unwritten];
}
/** For the health of a project: keys that are due. */
async function lookAtKeys(project) {
    const { policy, world } = project;
    if (!watchesKeys(policy))
        return [];
    return (0,_judge_judge_js__WEBPACK_IMPORTED_MODULE_1__/* .keyFindings */ .se)(policy, keysHeld(policy), await readAges(project), world.now());
}
/** For alerts. */
const observeKeyAges = async (project) => (0,_judge_judge_js__WEBPACK_IMPORTED_MODULE_1__/* .observeKeys */ .bs)(project.policy, keysHeld(project.policy), await readAges(project), project.world.now());


/***/ }),

/***/ 20172:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B6: () => (/* binding */ past),
/* harmony export */   CD: () => (/* binding */ attempt),
/* harmony export */   Dl: () => (/* binding */ takeLeases),
/* harmony export */   Ih: () => (/* binding */ keepTrial),
/* harmony export */   Kd: () => (/* binding */ holderOf),
/* harmony export */   MY: () => (/* binding */ keepProof),
/* harmony export */   O9: () => (/* binding */ finish),
/* harmony export */   RL: () => (/* binding */ newSession),
/* harmony export */   Ve: () => (/* binding */ describeTask),
/* harmony export */   WE: () => (/* binding */ beginWithDatabases),
/* harmony export */   eZ: () => (/* binding */ namesOf),
/* harmony export */   te: () => (/* binding */ isOfStore)
/* harmony export */ });
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(34848);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(35447);
/* harmony import */ var _report_report_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(57027);
/* harmony import */ var _words_words_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(36364);
/* harmony import */ var _world_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(79148);
/* harmony import */ var _result_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(43133);
/* harmony import */ var _databases_said_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(48264);







/** `sources`: those that the command was asked to see to; of the others nothing is reported. */
function newSession(project, command, sources = project.sources) {
    return {
        project,
        command,
        startedAt: project.world.now(),
        reports: new Map(sources.map((source) => [source.name, emptyReport(source)])),
        problems: [],
        failing: new Set(),
        ids: [],
        deleted: [],
        drills: [],
    };
}
/** What the servers' answers have changed is said, and those that did not answer are problems: gives what to say at the end. */
function beginWithDatabases({ project, problems }) {
    const { log, redact } = project.world;
    for (const { source, error } of (0,_databases_said_js__WEBPACK_IMPORTED_MODULE_6__/* .unlisted */ .B$)(project)) {
        problems.push({ source, error });
        log.error(`${source}: ${redact((0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error))}`);
    }
    const changed = (0,_databases_said_js__WEBPACK_IMPORTED_MODULE_6__/* .sayDatabases */ .a9)(project);
    for (const line of changed)
        log.warning(line);
    return changed;
}
/** Of a source that has left the policy, what its backups are of is theirs alone to say. */
function emptyReport(source) {
    return { source: source.name, engine: source.engine ?? 'retired', tasks: [], proofs: [], history: [], problems: [] };
}
/**
 * Does one piece of work on one source. Its failure is kept for the report and the exit code and stops nothing else;
 * its run record goes to the source's stores either way. Only a cancelled run throws. Gives whether it was done, and whole.
 */
async function attempt(session, source, { work, trigger, because, recorded = true }, body) {
    const { world } = session.project;
    const startedAt = world.now();
    const failures = [];
    let done = false;
    // What only decides is not worth a heading: of 25 sources with nothing to do, 25 would be all that is seen.
    const within = recorded ? world.log.group : (_, body) => body();
    await within(`${source.name}: ${work}`, async () => {
        try {
            const { failures: partial, skipped, ...found } = await body();
            failures.push(...(partial ?? []));
            merge(session, source, found);
            done = skipped === undefined && failures.length === 0;
            if (skipped !== undefined)
                return skip(session, source, work, world.redact(skipped));
        }
        catch (error) {
            if ((0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .isProblem */ .AN)(error, 'cancelled'))
                throw error;
            failures.push(error);
        }
        const [first] = failures.map(_result_js__WEBPACK_IMPORTED_MODULE_5__/* .problemJson */ .ok);
        const record = {
            id: (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .makeId */ .M4)(source.name, startedAt, 0),
            source: source.name,
            command: work,
            trigger,
            startedAt,
            finishedAt: world.now(),
            outcome: failures.length === 0 ? 'succeeded' : 'failed',
            because,
            ...(first === undefined ? {} : { problem: { code: first.code, message: world.redact(first.message) } }),
        };
        const isRecorded = recorded === 'failures' ? failures.length > 0 : recorded;
        const { places } = isRecorded ? await session.project.places(source) : { places: [] };
        const key = _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .objectName */ .Hd.run(source.name, startedAt, record.id, record.outcome, work);
        const unwritten = await (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .putRecord */ .j8)(places, key, (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .encodeRun */ .M$)(record, world.origin), world.signal);
        for (const { place, problem } of unwritten) {
            // That it takes no record either only follows from a failure that is told.
            if (!session.failing.has(place.name) && !failures.some((known) => isOfStore(known, place.store.where)))
                failures.push(problem);
            session.failing.add(place.name);
        }
        for (const error of failures) {
            if (isTold(session, source, error) || isToldOfStore(session, source, error))
                continue;
            const told = session.problems.some((known) => (0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(known.error) === (0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error));
            session.problems.push({ source: source.name, error });
            if (!told)
                world.log.error(`${source.name}: ${world.redact((0,_words_words_js__WEBPACK_IMPORTED_MODULE_3__/* .withoutSource */ .iV)((0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error), source.name))}`);
        }
    });
    return done;
}
/** Whether a failure tells of the store of this place already. */
function isOfStore(error, where) {
    return (0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .isFailure */ .N6)(error) && /^(?:store-|retention-refused)/.test(error.code) && error.message.includes(where);
}
/** A key that fits neither of two proofs is one problem of the source. */
function isTold({ problems }, { name }, error) {
    return problems.some(({ source, error: known }) => source === name && (0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .isFailure */ .N6)(known) && (0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .isProblem */ .AN)(error, known.code) && known.message === error.message);
}
/** What a store refuses its catalog, it refuses the backup for the same reason: that is one problem of the source. */
function isToldOfStore({ problems }, { name }, error) {
    if (!(0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .isFailure */ .N6)(error) || !error.code.startsWith('store-'))
        return false;
    // "orders-... is not in b: nothing at all is in ..." after "b could not be listed: nothing at all is in ..."
    const why = error.message.split(': ').slice(1).join(': ');
    return problems.some(({ source, error: known }) => source === name &&
        (0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .isFailure */ .N6)(known) &&
        known.code.startsWith('store-') &&
        known.hint === error.hint &&
        why !== '' &&
        known.message.endsWith(`could not be listed: ${why}`));
}
/** Said in the log and at the task; no run record, because nothing was tried. */
function skip(session, source, work, because) {
    session.project.world.log.warning(`${source.name}: ${because}`);
    const known = session.reports.get(source.name) ?? emptyReport(source);
    const tasks = known.tasks.map((task) => task.kind === work ? { ...task, because: [...task.because, `left alone: ${because}`] } : task);
    session.reports.set(source.name, { ...known, tasks });
}
function merge(session, source, found) {
    const known = session.reports.get(source.name) ?? emptyReport(source);
    session.reports.set(source.name, {
        ...known,
        ...found,
        tasks: [...known.tasks, ...(found.tasks ?? [])],
        proofs: [...known.proofs, ...(found.proofs ?? [])],
        history: found.history ?? known.history,
    });
}
/** A task as it stands in the report. */
function describeTask(task) {
    const { kind, due, because, next } = task;
    const paused = task.kind === 'backup' && task.paused ? { paused: true } : {};
    return { kind, due, because, ...paused, ...(next ? { next: next.toISOString() } : {}) };
}
/** Stores a proof beside its backup; gives the failure where not every place took it. */
async function keepProof({ versions, signal }, places, source, proof) {
    try {
        await (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .putProof */ .mc)(places, source, proof, versions, signal);
        return [];
    }
    catch (error) {
        if (!(0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .isFailure */ .N6)(error))
            throw error;
        return [error];
    }
}
/** The same of a trial. */
async function keepTrial({ signal }, places, source, trial) {
    try {
        await (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .putTrial */ .g0)(places, source, trial, signal);
        return [];
    }
    catch (error) {
        if (!(0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .isFailure */ .N6)(error))
            throw error;
        return [error];
    }
}
/** What the catalog knows from before: sizes for the sparkline, and the newest proof. */
function past(catalog, now, newest) {
    const proofs = catalog.entries.filter((entry) => (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .isUsable */ .Ng)(entry, now)).flatMap((entry) => entry.proofs);
    const [last] = proofs.toSorted((a, b) => b.startedAt.getTime() - a.startedAt.getTime());
    return {
        history: history(catalog, now, newest),
        ...(last
            ? { lastProof: { id: last.id, level: last.level, outcome: last.outcome, at: last.startedAt.toISOString() } }
            : {}),
    };
}
/** The sizes of the backups so far, oldest first. */
function history(catalog, now, newest) {
    const entries = catalog.entries.filter((entry) => (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .isUsable */ .Ng)(entry, now)).slice(0, 29);
    const all = [...(newest ? [newest] : []), ...entries].reverse();
    return all.map(({ startedAt, bytes }) => ({ at: startedAt.toISOString(), bytes }));
}
/** The result of a session: its report as text, summary and JSON, and what decides the exit code. */
function finish(session, warnings = []) {
    const { project, command, problems } = session;
    const { world, policy } = project;
    // Before anything is made of it: wrapped into lines, or as Markdown, a secret no longer looks like itself.
    const report = (0,_world_js__WEBPACK_IMPORTED_MODULE_4__/* .redactAll */ .$I)({
        version: 1,
        command,
        project: policy.project,
        policy: policy.path,
        timezone: policy.timezone,
        startedAt: session.startedAt.toISOString(),
        finishedAt: world.now().toISOString(),
        status: problems.length === 0 ? 'succeeded' : 'failed',
        sources: [...session.reports.values()].map((report) => ({
            ...report,
            problems: problems.filter(({ source }) => source === report.source).map((p) => problemReport(project, p)),
        })),
        problems: problems.filter(({ source }) => !session.reports.has(source)).map((p) => problemReport(project, p)),
        ...(0,_databases_said_js__WEBPACK_IMPORTED_MODULE_6__/* .databasesReport */ .Fn)(project),
        ...(session.drills.length > 0 ? { drills: session.drills } : {}),
        ...(warnings.length > 0 ? { warnings } : {}),
    }, world.redact);
    return {
        json: report,
        text: (style) => (0,_report_report_js__WEBPACK_IMPORTED_MODULE_2__/* .renderText */ .S5)(report, style),
        report,
        problems: problems.map(({ error }) => error),
        told: problems.map(({ error }) => error),
        ids: session.ids,
        deleted: session.deleted,
    };
}
function problemReport({ policy }, { source, error }) {
    const line = policy.sources[source]?.line;
    return { ...(0,_result_js__WEBPACK_IMPORTED_MODULE_5__/* .problemJson */ .ok)(error), source, ...(line ? { line } : {}) };
}
/** Who holds a lease, for people: the run on GitHub, or the host. */
function holderOf({ world }) {
    const { repository, run, host } = world.origin;
    return `${repository && run ? `${repository} run ${run}` : (host ?? 'a run')} (${world.runId})`;
}
/** The source's leases in all these stores; reports earlier holders that never released theirs. Throws `lease-held`. */
async function takeLeases(project, source, places, { fromReserve = false, goesOn = false, ttlMs } = {}) {
    const { now, signal, log } = project.world;
    const leases = await (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .acquireLeases */ .eW)(places, source, {
        ...{ holder: holderOf(project), timezone: project.policy.timezone },
        ...{ now, signal, fromReserve, goesOn, ...(ttlMs === undefined ? {} : { ttlMs }) },
    });
    for (const was of leases.expired) {
        log.warning(`${source}: a run ended without releasing its lease, which has expired: ${was}`);
    }
    return leases;
}
function namesOf(places) {
    return places.map(({ name }) => name);
}


/***/ })

};
