export const id = 761639;
export const ids = [761639];
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
/* harmony import */ var _report_report_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(26174);



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

// EXTERNAL MODULE: ./catalog/catalog.js + 39 modules
var catalog_catalog = __webpack_require__(35549);
// EXTERNAL MODULE: ./report/report.js + 72 modules
var report = __webpack_require__(26174);
// EXTERNAL MODULE: ./command/drill/look.js
var look = __webpack_require__(74077);
// EXTERNAL MODULE: ./command/project/session.js
var project_session = __webpack_require__(20172);
// EXTERNAL MODULE: ./command/alert/channel.js
var channel = __webpack_require__(83952);
// EXTERNAL MODULE: ./judge/judge.js + 52 modules
var judge = __webpack_require__(11219);
// EXTERNAL MODULE: ./policy/policy.js + 73 modules
var policy_policy = __webpack_require__(85149);
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
    const shared = [await claimStores(project, asking, catalogs), await claimDrills(project, asking, catalogs)];
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

/***/ 14227:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A2: () => (/* binding */ newDrill),
/* harmony export */   Co: () => (/* binding */ seenDrills),
/* harmony export */   f: () => (/* binding */ readDrills),
/* harmony export */   t: () => (/* binding */ keepDrill)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(35549);
/* harmony import */ var _world_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(79148);



/** A name for a drill that begins now. */
const newDrill = (at) => ({ at, token: (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(4).toString('hex') });
/** Writes what became of a drill into every store of the policy; gives the record, and what did not take it. */
async function keepDrill(project, { at, token }, found) {
    const { world, policy } = project;
    const record = (0,_world_js__WEBPACK_IMPORTED_MODULE_2__/* .redactAll */ .$I)({
        version: 1,
        id: (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_1__/* .drillIdOf */ .YO)({ at, token }),
        project: policy.project,
        ...found,
        startedAt: at.toISOString(),
        endedAt: world.now().toISOString(),
        origin: { ...world.origin },
    }, world.redact);
    const { places, failed } = await allStores(project);
    const key = _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_1__/* .objectName */ .Hd.drill(policy.project, { at, token, kind: found.kind, outcome: found.outcome });
    const refused = await (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_1__/* .putRecordOnce */ .a$)(places, key, record, world.signal);
    return { record, failures: [...failed, ...refused].map(({ problem }) => problem) };
}
async function seenDrills(project) {
    const { world, policy } = project;
    const { places, failed } = await allStores(project);
    const { drills, unread } = await (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_1__/* .listDrills */ .fI)(policy.project, places, world.now(), world.signal);
    const unopened = failed.map(({ store, problem: { message, hint } }) => ({
        store,
        message,
        ...(hint ? { hint } : {}),
    }));
    return { drills, unread: [...unopened, ...unread] };
}
const allStores = (project) => project.places({ name: 'drills', stores: Object.keys(project.policy.stores) });
async function readDrills(project, seen) {
    const { policy, world } = project;
    return (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_1__/* .mapAtOnce */ .$3)(seen, async (one) => ({ seen: one, record: await (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_1__/* .readDrill */ .IC)(policy.project, one, world.signal) }));
}


/***/ }),

/***/ 74077:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Dt: () => (/* binding */ observeOverdue),
/* harmony export */   Jo: () => (/* binding */ lookAtDrills),
/* harmony export */   W4: () => (/* binding */ drillTasks),
/* harmony export */   nj: () => (/* binding */ describeDrill)
/* harmony export */ });
/* harmony import */ var _judge_judge_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(11219);
/* harmony import */ var _plan_plan_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(75463);
/* harmony import */ var _keep_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(14227);



/** Drills of the ledger: two years of a weekly, a monthly and a quarterly one. */
const mostShown = 140;
/** The drills of the project, for its health; `catalogs`: of its sources. */
async function lookAtDrills(project, catalogs) {
    const { world, policy } = project;
    const seen = await (0,_keep_js__WEBPACK_IMPORTED_MODULE_2__/* .seenDrills */ .Co)(project);
    const tasks = tasksOf(project, seen, catalogs);
    const told = await (0,_keep_js__WEBPACK_IMPORTED_MODULE_2__/* .readDrills */ .f)(project, seen.drills.slice(0, mostShown));
    const ledger = told.map(({ seen, record }) => (0,_judge_judge_js__WEBPACK_IMPORTED_MODULE_0__/* .drillHealth */ .yI)(seen, record));
    const moment = { now: world.now(), timezone: policy.timezone };
    return { health: (0,_judge_judge_js__WEBPACK_IMPORTED_MODULE_0__/* .judgeDrills */ .an)(policy, { tasks, ledger, seen }), findings: (0,_judge_judge_js__WEBPACK_IMPORTED_MODULE_0__/* .drillFindings */ .OA)(tasks, { ledger }, moment) };
}
/** Whether a drill is overdue. `catalogs`: of its sources; undefined: not all of them were looked at. */
async function observeOverdue(project, catalogs) {
    const { world, policy } = project;
    const seen = await (0,_keep_js__WEBPACK_IMPORTED_MODULE_2__/* .seenDrills */ .Co)(project);
    const moment = { now: world.now(), timezone: policy.timezone };
    const tasks = catalogs ? tasksOf(project, seen, catalogs) : planned(project, seen, new Date(0));
    return (0,_judge_judge_js__WEBPACK_IMPORTED_MODULE_0__/* .observeDrills */ .Zq)(tasks, catalogs !== undefined, moment);
}
/** The drills that have a schedule, and whether they are due. */
async function drillTasks(project, catalogs) {
    return project.policy.drills ? tasksOf(project, await (0,_keep_js__WEBPACK_IMPORTED_MODULE_2__/* .seenDrills */ .Co)(project), catalogs) : [];
}
function tasksOf(project, seen, catalogs) {
    const now = project.world.now();
    const oldest = catalogs.flatMap((catalog) => (0,_plan_plan_js__WEBPACK_IMPORTED_MODULE_1__/* .usable */ .Je)(catalog, now).at(-1)?.startedAt ?? []);
    const since = oldest.reduce((first, at) => (first && first <= at ? first : at), undefined);
    return planned(project, seen, since);
}
function planned({ world, policy }, { drills, unread }, since) {
    const look = { made: drills, unread: unread.length > 0, since };
    return (0,_plan_plan_js__WEBPACK_IMPORTED_MODULE_1__/* .planDrills */ .mI)(policy, look, { now: world.now(), timezone: policy.timezone });
}
/** `plan --json`. */
const describeDrill = ({ drill, due, because, next, overdueSince }) => ({
    drill,
    due,
    because,
    ...(next ? { next: next.toISOString() } : {}),
    ...(overdueSince ? { overdueSince: overdueSince.toISOString() } : {}),
});


/***/ }),

/***/ 18187:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ restoreTimes)
/* harmony export */ });
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(35549);
/* harmony import */ var _judge_judge_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(11219);


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


/***/ })

};
