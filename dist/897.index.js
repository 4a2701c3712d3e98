export const id = 897;
export const ids = [897];
export const modules = {

/***/ 8897:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  plan: () => (/* binding */ plan_plan)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: ./build/js/plan/plan.js + 9 modules
var plan = __webpack_require__(7932);
// EXTERNAL MODULE: ./build/js/problem.js
var js_problem = __webpack_require__(7177);
// EXTERNAL MODULE: ./build/js/report/report.js + 18 modules
var report = __webpack_require__(5606);
// EXTERNAL MODULE: ./build/js/command/binding.js
var binding = __webpack_require__(6881);
// EXTERNAL MODULE: ./build/js/command/entry.js
var entry = __webpack_require__(6900);
// EXTERNAL MODULE: ./build/js/command/policy-file.js
var policy_file = __webpack_require__(5387);
// EXTERNAL MODULE: ./build/js/command/project.js + 1 modules
var command_project = __webpack_require__(5086);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/js/policy/policy.js + 30 modules
var policy_policy = __webpack_require__(9773);
// EXTERNAL MODULE: ./build/js/world.js
var js_world = __webpack_require__(1430);
// EXTERNAL MODULE: ./build/js/retain/retain.js + 14 modules
var retain = __webpack_require__(457);
// EXTERNAL MODULE: ./build/js/seal/seal.js + 14 modules
var seal = __webpack_require__(6413);
// EXTERNAL MODULE: ./build/js/catalog/catalog.js + 13 modules
var catalog_catalog = __webpack_require__(8318);
;// CONCATENATED MODULE: ./build/js/command/lock-out.js




/** Which backups the policy's recipients could not open. */
async function lockedOut(project, catalog, policy, notes) {
    const ours = new Set(policy.encryption.recipients.map((recipient) => (0,seal/* fingerprint */.Rj)(recipient)));
    const entries = catalog.entries.filter(({ trashed, foreign }) => !trashed && foreign === undefined);
    const found = new Set();
    const failures = new Map();
    const look = async (entry) => {
        try {
            if (!(await recipientsOf(project, catalog.source, entry)).some((to) => ours.has(to)))
                found.add(entry.id);
        }
        catch (error) {
            if (!(0,js_problem/* isFailure */.N6)(error))
                throw error;
            failures.set(entry.id, error.message);
        }
    };
    await (0,catalog_catalog/* eachAtOnce */.GU)(entries, look);
    const [first] = failures.values();
    if (first !== undefined)
        notes.push(`${catalog.source}: who can open ${(0,report/* plural */.LS)(failures.size, 'backup')} is not known: ${first}`);
    const ids = entries.map(({ id }) => id);
    return { unopenable: ids.filter((id) => found.has(id)), unknown: ids.filter((id) => failures.has(id)) };
}
/** Fingerprints of the keys that open the backup. */
async function recipientsOf(project, source, { id, copies }) {
    const [name] = copies;
    if (name === undefined)
        return [];
    const { store } = await project.place(name);
    const key = catalog_catalog/* objectName */.Hd.key(source, id);
    const bytes = await (0,catalog_catalog/* readObject */.Ag)(store, key, project.world.signal);
    return (0,seal/* parseKeyObject */.I9)(bytes, `${key} in ${store.where}`).boxes.map(({ to }) => to);
}

;// CONCATENATED MODULE: ./build/js/command/growth.js

const dayMs = 86_400_000;
const monthMs = 30.44 * dayMs;
const assumedBytes = 2 ** 30;
/** A slope says something from so many backups over so long a time. */
const [fewest, shortestMs] = [4, 2 * dayMs];
/** Parts of today's size per month: a first import, or a cleaning up, does not go on for a year. */
const [leastSlope, mostSlope] = [-0.05, 0.2];
/** From the backups that there are (newest first): the newest one's size, and the median slope of the sizes before it. */
function growthOf(entries, now) {
    const [newest] = entries;
    if (!newest)
        return {
            sizeAt: () => assumedBytes,
            assumption: `no backup is known: ${(0,report/* formatBytes */.z3)(assumedBytes)} each is assumed`,
        };
    const { bytes } = newest;
    const size = `each backup has ${(0,report/* formatBytes */.z3)(bytes)}, as the newest has`;
    const oldest = entries.at(-1) ?? newest;
    const spanMs = newest.startedAt.getTime() - oldest.startedAt.getTime();
    if (entries.length < fewest || spanMs < shortestMs)
        return { sizeAt: () => bytes, assumption: `${size}; too few are known for a growth` };
    const perMonth = Math.min(Math.max(medianSlope(entries) * monthMs, leastSlope * bytes), mostSlope * bytes);
    const sizeAt = (at) => {
        const months = (at.getTime() - now.getTime()) / monthMs;
        return Math.max(Math.round(bytes + perMonth * months), Math.round(bytes / 10));
    };
    const days = (0,report/* formatDuration */.a3)(Math.round(spanMs / dayMs) * dayMs);
    const percent = bytes > 0 ? Math.round((perMonth / bytes) * 1000) / 10 : 0;
    const growth = percent === 0 ? 'no growth' : `${percent > 0 ? '+' : '−'}${Math.abs(percent)} % of that a month`;
    return { sizeAt, assumption: `${size}; ${growth}, as ${(0,report/* plural */.LS)(entries.length, 'backup')} of ${days} say` };
}
/** Bytes per millisecond: the median over all pairs (Theil and Sen), which one odd backup does not move. */
function medianSlope(entries) {
    // Sixty are enough for a line.
    const step = Math.max(1, Math.ceil(entries.length / 60));
    const points = entries.filter((_, i) => i % step === 0);
    const slopes = points.flatMap((one, i) => points.slice(i + 1).flatMap((other) => {
        const ms = one.startedAt.getTime() - other.startedAt.getTime();
        return ms > 0 ? [(one.bytes - other.bytes) / ms] : [];
    }));
    return slopes.sort((a, b) => a - b)[Math.floor(slopes.length / 2)] ?? 0;
}

;// CONCATENATED MODULE: ./build/js/command/outlook.js





const outlook_dayMs = 86_400_000;
/** A year of a line that is due every five minutes, which is as often as GitHub starts anything. */
const mostTicks = 106_000;
/** What the policy will hold a year ahead; undefined for a source that nothing backs up by schedule. */
function outlookOf({ policy, source, entries }, now) {
    const { schedule } = source;
    const { timezone } = policy;
    if (schedule === undefined || source.paused)
        return undefined;
    const off = (0,plan/* putOffMs */.Zj)(source);
    const until = yearEnd(now, timezone);
    const ticks = (0,plan/* ticksBetween */.DW)(schedule, timezone, new Date(now.getTime() - off), new Date(until.getTime() - off)).map((tick) => new Date(tick.getTime() + off));
    if (ticks.length === 0)
        return undefined;
    const counting = entries.filter(({ trashed, foreign, startedAt }) => !trashed && !foreign && startedAt <= now);
    const { sizeAt, assumption } = growthOf(counting, now);
    if (ticks.length > mostTicks) {
        return { months: [], days: [], assumptions: [`${(0,report/* plural */.LS)(ticks.length, 'backup')} a year are too many to simulate`] };
    }
    const stores = (0,retain/* storeRules */.Fo)(policy, source);
    const proofs = proofsFrom({ policy, source, entries }, now, until);
    const options = { ticks, sizeAt, timezone, entries, ...proofs, stores, daily: true };
    const endless = keepsAll(source, policy);
    const simulated = endless ? undefined : (0,retain/* simulate */.JV)(source.retention, options);
    const days = fill(simulated ? simulated.days : pile(options), (0,policy_policy/* wallMs */.P3)(until, timezone));
    const last = days.at(-1);
    const described = days.map((day) => describe(day, timezone));
    const assumptions = [
        assumption,
        'every backup by its schedule, in all of its stores, with proofs that pass',
        `storage is that of ${(0,report/* plural */.LS)(source.stores.length, 'store')}, with what waits out its grace time of ${source.retention.grace.text}`,
        ...(endless ? ['no rule ever deletes anything'] : []),
        ...(simulated?.refused === undefined ? [] : [`retention refuses to decide: ${simulated.refused}`]),
    ];
    return {
        months: monthsOf(described),
        days: described,
        assumptions,
        ...price(last, policy, assumptions),
    };
}
/** When proofs are due: now, where one is, and by their schedules. */
function proofsFrom({ policy, source, entries }, now, until) {
    const catalog = { source: source.name, entries, runs: [], unread: [], damaged: [] };
    const tasks = (0,plan/* plan */.et)(policy, new Map([[source.name, catalog]]), now, [source.name]);
    const times = (kind) => {
        const line = source.verify[kind];
        if (line === undefined)
            return [];
        const first = tasks.some((task) => task.kind === kind && task.due) ? [now] : [];
        return [...first, ...(0,plan/* ticksBetween */.DW)(line, policy.timezone, now, until)];
    };
    return { reads: times('read'), restores: times('restore') };
}
/** The last moment of whole days, a year from now: half a day more would look unlike the others. */
function yearEnd(now, timezone) {
    const then = new Date(now);
    then.setUTCFullYear(then.getUTCFullYear() + 1);
    const [midnight] = (0,policy_policy/* instantsOf */.GR)(Math.floor((0,policy_policy/* wallMs */.P3)(then, timezone) / outlook_dayMs) * outlook_dayMs, timezone);
    return new Date(midnight - 1);
}
/** Nothing is ever deleted, which is quickly simulated: what nobody has said anything about, above all. */
function keepsAll({ retention, stores }, policy) {
    const { keep, max, tiers, before, types = {} } = retention;
    const capped = max.count !== undefined || max.bytes !== undefined || before !== undefined || tiers.length > 0;
    const limited = Object.values(types).some((limit) => limit.max !== undefined);
    const ruled = stores.some((name) => policy.stores[name]?.retention !== undefined);
    return keep.last === policy_policy/* everything */.YT && !capped && !limited && !ruled;
}
function pile({ ticks, sizeAt, timezone, entries = [], stores = {} }) {
    const live = entries.filter(({ trashed, foreign }) => !trashed && !foreign);
    const names = Object.keys(stores);
    const oldest = live.at(-1)?.startedAt;
    const held = Object.fromEntries(names.map((name) => {
        const there = live.filter(({ copies }) => copies.includes(name));
        return [name, { held: there.length, bytes: there.reduce((sum, { bytes }) => sum + bytes, 0) }];
    }));
    const days = [];
    const times = [...ticks];
    const dayOf = daysOf(timezone);
    for (const [index, at] of times.entries()) {
        for (const store of Object.values(held)) {
            store.held += 1;
            store.bytes += sizeAt(at);
        }
        const day = dayOf(at);
        if (day === undefined || day === dayOf(times[index + 1]))
            continue;
        const stores = Object.entries(held).map(([name, store]) => [name, { ...store }]);
        const bytes = stores.reduce((sum, [, store]) => sum + store.bytes, 0);
        const count = live.length + index + 1;
        days.push({ day, held: count, oldestAt: oldest ?? times[0], bytes, stores: Object.fromEntries(stores) });
    }
    return days;
}
/** The day of each tick, oldest first: to ask the zone's clock once a day makes a year a matter of milliseconds. */
function daysOf(timezone) {
    let [day, begin, end] = ['', 0, 0];
    return (at) => {
        if (at === undefined || (+at >= begin && +at < end))
            return at && day;
        day = (0,policy_policy/* wallText */.O7)(at, timezone).slice(0, 10);
        [begin, end] = [+at, (0,policy_policy/* instantsOf */.GR)(Date.parse(day) + outlook_dayMs, timezone)[0]];
        return day;
    };
}
/** Days without a tick are as the one before. `until`: what the zone's clock shows at the end. */
function fill(days, until) {
    const byDay = new Map(days.map((day) => [day.day, day]));
    const filled = [];
    let known = days[0];
    for (let ms = Date.parse(days[0]?.day ?? ''); ms <= until; ms += outlook_dayMs) {
        const day = new Date(ms).toISOString().slice(0, 10);
        known = byDay.get(day) ?? known;
        if (known)
            filled.push({ ...known, day });
    }
    return filled;
}
function describe({ day, held, bytes, oldestAt }, timezone) {
    const [end] = (0,policy_policy/* instantsOf */.GR)(Date.parse(day) + outlook_dayMs, timezone);
    return { day, held, bytes, oldestMs: oldestAt ? Math.max(0, end - oldestAt.getTime()) : 0 };
}
function monthsOf(days) {
    const last = new Map(days.map(({ day, ...state }) => [day.slice(0, 7), state]));
    return [...last].map(([month, state]) => ({ month, ...state })).slice(-12);
}
/** What a month costs at the end of the year, as far as the policy has prices. */
function price(day, { prices }, assumptions) {
    if (!prices || !day)
        return {};
    const stores = Object.entries(day.stores);
    const priceOf = new Map(Object.entries(prices.perGibMonth));
    const unpriced = stores.map(([name]) => name).filter((name) => !priceOf.has(name));
    if (unpriced.length === stores.length)
        return {};
    if (unpriced.length > 0)
        assumptions.push(`no price is known for ${unpriced.join(', ')}`);
    const perMonth = stores.reduce((sum, [name, { bytes }]) => sum + (bytes / 2 ** 30) * (priceOf.get(name) ?? 0), 0);
    return { price: { currency: prices.currency, perMonth: Math.round(perMonth * 100) / 100 } };
}

;// CONCATENATED MODULE: ./build/js/command/against.js







/** Simulating a year takes about a second. */
const mostLooks = 40;
/** What the later policy does to the backups of the earlier one, at one fixed moment. */
async function compareProjects(pair, now) {
    const { before, after, basis, only } = pair;
    const change = (0,plan/* comparePolicies */.OF)(before?.policy, after?.policy, now);
    const names = [...Object.keys(after?.policy.sources ?? {}), ...change.removed];
    const notes = [...renamedProject(before, after)];
    const sources = [];
    const [unopenable, unknown] = [[], []];
    let looks = 0;
    for (const name of names.filter((one) => only.length === 0 || only.includes(one))) {
        const own = change.sources.find(({ source }) => source === name);
        const shelves = await readShelves(pair, change, own, name, notes);
        const compared = compareSource(name, shelves, own, change, now);
        const isChanged = shelves.is !== undefined && (own !== undefined || compared.status === 'added');
        const ahead = isChanged && looks < mostLooks ? look(shelves, now) : {};
        if (isChanged)
            looks += 1;
        sources.push({ ...compared, ...ahead });
        const { is } = shelves;
        if (after && is?.catalog && (change.recipientsRemoved.length > 0 || !before)) {
            const found = await lockedOut(is.project, is.catalog, after.policy, notes);
            unopenable.push(...found.unopenable);
            unknown.push(...found.unknown);
        }
    }
    if (looks > mostLooks)
        notes.push(`A year ahead is shown of the first ${mostLooks} sources only.`);
    const recipients = {
        added: change.recipientsAdded.map((recipient) => (0,seal/* fingerprint */.Rj)(recipient)),
        removed: change.recipientsRemoved.map((recipient) => (0,seal/* fingerprint */.Rj)(recipient)),
        unopenable: unopenable.toSorted(newestFirst),
        ...(unknown.length > 0 ? { unknown: unknown.toSorted(newestFirst) } : {}),
    };
    const policy = after?.policy ?? before?.policy;
    const head = { project: policy?.project ?? '', policy: policy?.path ?? '', at: now.toISOString() };
    return { version: 1, ...head, basis, notes, sources, recipients };
}
/** By the time that an id ends with: those of several sources. */
const newestFirst = (a, b) => (a.slice(-27) < b.slice(-27) ? 1 : -1);
/** What is there says of which project it is. */
function renamedProject(before, after) {
    const [was, is] = [before?.policy.project, after?.policy.project];
    if (was === undefined || is === undefined || was === is)
        return [];
    return [
        `The project ${was} is called ${is} from now on: until a source has a backup of that name, nothing of it is deleted, and no gate counts what there is. Type \`restorable backup\` once this is merged.`,
    ];
}
/** The backups as each policy sees them: only where both look into the same places are they the same. */
async function readShelves({ before, after, basis }, change, own, name, notes) {
    const from = change.renamed.find(({ to }) => to === name)?.from;
    const [then, now] = [sourceOf(before, from ?? name), sourceOf(after, name)];
    const read = async (project, source) => basis === 'live' ? await project.catalog(source) : undefined;
    const was = before && then ? { project: before, source: then, catalog: await read(before, then) } : undefined;
    const moved = [own?.storesAdded, own?.storesDropped, own?.storesMoved].some((stores) => stores && stores.length > 0);
    const same = was && from === undefined && !moved && !change.signersChanged;
    const seen = after && now ? (same ? was.catalog : await read(after, now)) : undefined;
    const unread = new Map((was?.catalog?.unread ?? []).map((one) => [one.store, one]));
    // A place that the earlier policy does not know has no backup that the change could cost.
    const fresh = was ? [...(own?.storesAdded ?? []), ...(own?.storesMoved ?? [])] : (now?.stores ?? []);
    for (const one of seen?.unread ?? []) {
        if (!fresh.includes(one.store))
            unread.set(one.store, one);
        else
            notes.push(`${name}: ${one.store} could not be read, and is taken as empty: ${one.message}`);
    }
    for (const { store, message } of unread.values())
        notes.push(`${from ?? name}: ${store} could not be read, so nothing is said of its backups: ${message}`);
    const is = after && now ? { project: after, source: now, catalog: seen && { ...seen, unread: [] } } : undefined;
    return { was, is, unread: [...unread.keys()] };
}
/** A source may have the name of what every object has. */
function sourceOf(project, name) {
    return Object.values(project?.policy.sources ?? {}).find((source) => source.name === name);
}
function compareSource(name, { was, is, unread }, own, change, now) {
    const renamedFrom = change.renamed.find(({ to }) => to === name)?.from;
    const backups = countingOf(was?.catalog).length;
    const shared = {
        source: name,
        ...(renamedFrom === undefined ? {} : { renamedFrom }),
        backups,
        unread,
        storesAdded: own?.storesAdded ?? [],
        storesDropped: own?.storesDropped ?? [],
        storesMoved: own?.storesMoved ?? [],
        ...(own?.contentMoved ? { contentMoved: true } : {}),
        changes: unread.length > 0 ? [] : changesOf(was, is, now),
    };
    if (!is)
        return { ...shared, status: 'removed', advice: was?.catalog ? orphaned(name, backups) : [] };
    const isNew = was === undefined;
    const { cadence = isNew ? { after: (0,plan/* cadenceOf */.zD)(is.source, is.project.policy.timezone, now) } : undefined } = own ?? {};
    return {
        ...shared,
        status: renamedFrom === undefined ? (isNew ? 'added' : 'kept') : 'renamed',
        ...(cadence ? { cadence } : {}),
        ...(isNew || own?.rules
            ? { rules: { ...(was ? { before: rulesOf(was, is) } : {}), after: rulesOf(is, was) } }
            : {}),
        advice: [
            ...(renamedFrom === undefined ? [] : renamed(renamedFrom, name, backups)),
            ...(own?.contentMoved ? mixed(name) : []),
            ...(unread.length > 0 ? [] : adviceOf(is, now)),
        ],
    };
}
/** With what else the other has otherwise: a list that reads the same would hide it. */
function rulesOf({ project, source }, other) {
    const { minKeep, grace } = source.retention;
    const theirs = other?.source.retention;
    const stores = source.stores.flatMap((name) => {
        const own = project.policy.stores[name]?.retention;
        return own ? [`in ${name} only ${(0,report/* describeRules */.NH)(own).join(' and ')}`] : [];
    });
    return [
        ...(0,report/* describeRetention */.uN)(source.retention),
        ...stores,
        ...(theirs && theirs.minKeep !== minKeep ? [`never below ${(0,report/* plural */.LS)(minKeep, 'backup')}`] : []),
        ...(theirs && theirs.grace.text !== grace.text ? [`undelete within ${grace.text}`] : []),
    ];
}
function look({ was, is }, now) {
    const then = was && outlookOf(sideOf(was), now);
    const ahead = is && outlookOf(sideOf(is), now);
    return ahead ? { outlook: { ...(then ? { before: then } : {}), after: ahead } } : {};
}
const sideOf = ({ project, source, catalog }) => ({
    policy: project.policy,
    source,
    entries: catalog?.entries ?? [],
});
const countingOf = (catalog) => catalog?.entries.filter(({ trashed, foreign }) => !trashed && foreign === undefined) ?? [];
/** What the policy makes of the backups that it sees; what it refuses to decide on, it leaves alone. */
function outcomeOf(shelf, now) {
    if (!shelf?.catalog)
        return { entries: [] };
    const { entries, unread } = shelf.catalog;
    // A freeze ends some day: what the rules delete then must be seen now.
    const decided = attempt(shelf, now, true);
    if (typeof decided === 'string' || unread.length > 0)
        return { entries };
    const { policy } = shelf.project;
    const stores = (0,retain/* storeRules */.Fo)(policy, shelf.source);
    return { entries, decided, copies: (0,retain/* decideCopies */.ui)(decided, stores, { now, timezone: policy.timezone }) };
}
function attempt({ project, source, catalog }, now, thawed = false) {
    try {
        return (0,retain/* decide */.LD)(catalog?.entries ?? [], source.retention, { now, timezone: project.policy.timezone, thawed });
    }
    catch (error) {
        if (!(0,js_problem/* isProblem */.AN)(error, 'retention-refused'))
            throw error;
        return error.message;
    }
}
function changesOf(was, is, now) {
    const changes = (0,retain/* compareOutcomes */.j7)(outcomeOf(was, now), outcomeOf(is, now), now);
    const renamed = was && is && was.source.name !== is.source.name
        ? `of the name ${was.source.name}, which the changed policy does not have`
        : undefined;
    return changes.map(({ entry, change, copyIn, because, lastProven }) => ({
        id: entry.id,
        change,
        ...(copyIn === undefined ? {} : { copyIn }),
        ageMs: now.getTime() - entry.startedAt.getTime(),
        bytes: entry.bytes,
        stores: entry.copies,
        because: change === 'left-behind' && renamed !== undefined ? [renamed] : because,
        lastProven,
    }));
}
function adviceOf(is, now) {
    if (!is.catalog)
        return [];
    const decided = attempt(is, now);
    if (typeof decided === 'string')
        return [`Retention refuses to decide, so nothing is deleted: ${decided}`];
    const counting = countingOf(is.catalog);
    const unproven = counting.length > 0 && !counting.some((entry) => (0,retain/* isProven */.nn)(entry, now));
    return [...decided.findings, ...(unproven ? ['No backup of it has been proven by a restore.'] : [])];
}
function orphaned(name, backups) {
    if (backups === 0)
        return [`${name} has no backups: nothing is left behind.`];
    return [
        `The backups of ${name} stay where they are: nothing deletes them, nothing proves them, and list no longer shows them.`,
        `To let them go by their rules, keep ${name} in the policy with schedule: never. To keep them for good, hold them by id before this is merged.`,
    ];
}
/** The new backups push out the old ones, of which there will be no others. */
const mixed = (name) => [
    `${name} is read from another place than before. If that is other data, give it a name of its own: below the same name its backups push out those from before.`,
];
/** A new name is a new prefix: the backups of the old one stay where they are, without a policy. */
function renamed(from, to, backups) {
    if (backups === 0)
        return [];
    return [
        `Backups belong to a name: those of ${from} stay below it, and ${to} starts with none. They can be restored by id as long as their stores are in the policy.`,
        `To let them go by their rules, keep ${from} in the policy, too, with schedule: never.`,
    ];
}

// EXTERNAL MODULE: ./build/js/command/checkout.js
var checkout = __webpack_require__(4158);
;// CONCATENATED MODULE: ./build/js/command/review.js









const defaultLabel = 'backup-plan-approved';
const fromFork = 'This pull request comes from a fork, which gets no secrets: no store was read, and no comment can be written.';
/** True where a plan compares two policies: it was asked to, or it runs for a pull request and was asked for nothing else. */
function compares({ env }, { against, save, shards }) {
    const pullRequest = ['pull_request', 'pull_request_target'].includes(env['GITHUB_EVENT_NAME'] ?? '');
    return against !== undefined || (pullRequest && save === undefined && shards === undefined);
}
/** What the changed policy would do: as text, as a comment of the pull request, and as a check that may fail. */
async function comparePlan(world, options) {
    const { isApproved, openReview, postComment } = await Promise.all(/* import() */[__webpack_require__.e(631), __webpack_require__.e(861)]).then(__webpack_require__.bind(__webpack_require__, 1861));
    const review = await openReview(world);
    const notes = [];
    const offline = review?.pull.fork ?? false;
    if (offline)
        notes.push(fromFork);
    const files = await readFiles(world, options, review, notes);
    const seen = offline ? withPlaceholders(world, files) : world;
    const unread = [];
    const before = files.before && openEarlier(seen, files.before, options.against, notes, unread);
    const after = files.after && (await openHead(seen, files.after, offline ? undefined : review, before));
    const only = checkNames(options.source ?? [], [before, after]);
    const compared = await compareProjects({ before, after, basis: offline ? 'offline' : 'live', only }, world.now());
    // The base branch's own limit and label: a change must not raise the limit that it breaks, nor choose what approves it.
    const maxDeletions = before?.policy.plan?.maxDeletions ?? after?.policy.plan?.maxDeletions;
    const failing = [
        ...files.failing,
        ...unread,
        ...(offline && before && after ? cutOff(before, after, compared.sources) : []),
        ...(0,report/* judgeChange */.sx)(compared, maxDeletions === undefined ? {} : { maxDeletions }),
    ];
    const label = before?.policy.plan?.label ?? defaultLabel;
    const approved = review && failing.length > 0 ? await isApproved(review, label, notes) : false;
    const finished = () => ({
        ...(0,js_world/* redactAll */.$I)({ ...compared, notes: [...notes, ...compared.notes], failing }, world.redact),
        ...(approved ? { override: { label } } : {}),
    });
    if (review && !offline)
        await postComment(review, finished(), notes);
    return review_describe(finished(), review, label);
}
/** The pull request's own policy. Where it does not read, the comment of an earlier push must not go on saying that all is well. */
async function openHead(world, file, review, before) {
    try {
        return (0,command_project/* makeProject */.Mf)(world, file, []);
    }
    catch (error) {
        if (!review || !before || !(0,js_problem/* isProblem */.AN)(error, 'policy-invalid'))
            throw error;
        const { postUnread } = await Promise.all(/* import() */[__webpack_require__.e(631), __webpack_require__.e(861)]).then(__webpack_require__.bind(__webpack_require__, 1861));
        const notes = [];
        await postUnread(review, before.policy.project, world.redact(error.message), notes);
        for (const note of notes)
            world.log.warning(note);
        throw error;
    }
}
/** What takes every backup out of reach, whatever backups there are: where no store is read, nothing else would say so. */
function cutOff(before, after, sources) {
    const [was, is] = [before.policy.encryption, after.policy.encryption];
    const none = (then, now) => !then.some((one) => now.includes(one));
    const unknown = 'is not known: no store was read';
    return [
        ...(none(was.recipients, is.recipients)
            ? [`no key of the earlier policy stays, and whether the new ones open the backups that there are ${unknown}`]
            : []),
        ...(is.signers.length > 0 && none(was.signers, is.signers)
            ? [`no signer of the earlier policy stays, and whether the backups that there are still count ${unknown}`]
            : []),
        ...sources.flatMap(({ source, status, storesDropped, storesMoved }) => {
            const then = status === 'kept' ? before.sources.find(({ name }) => name === source)?.stores.length : undefined;
            if (then !== storesDropped.length + storesMoved.length)
                return [];
            return [`${source}: none of its stores stays, and what becomes of its backups ${unknown}`];
        }),
    ];
}
async function readFiles(world, { policy, against }, review, notes) {
    const after = await (0,policy_file/* readPolicy */.T4)(world, policy).catch((error) => {
        if (review && (0,js_problem/* isProblem */.AN)(error, 'usage'))
            return error;
        throw error;
    });
    const head = after instanceof js_problem/* Problem */.AF ? undefined : after;
    if (against !== undefined || !review) {
        const before = against === undefined ? undefined : await (0,policy_file/* readPolicy */.T4)(world, against, 'against');
        if (after instanceof js_problem/* Problem */.AF)
            throw after;
        return { before, after: head, failing: [] };
    }
    const { readBase, tolerate } = await Promise.all(/* import() */[__webpack_require__.e(631), __webpack_require__.e(861)]).then(__webpack_require__.bind(__webpack_require__, 1861));
    const paths = await basePaths(world, policy);
    const found = await tolerate(notes, async () => ({ file: await readBase(review, paths, policy_file/* defaultPaths */.KJ) }));
    const moved = found?.file && head && !paths.some((path) => found.file?.path === `${path} (base branch)`);
    if (moved)
        notes.push(`The policy moves to ${head.path}: it is compared with ${found.file?.path}.`);
    if (found && !found.file && after instanceof js_problem/* Problem */.AF)
        throw after;
    if (found && !found.file)
        notes.push(`The base branch has no ${head?.path}: everything in this one is new.`);
    if (found && !head)
        notes.push(`This pull request takes the policy ${found.file?.path} away.`);
    if (!found && after instanceof js_problem/* Problem */.AF)
        throw after;
    const failing = found ? [] : ["the base branch's policy could not be read, so nothing says what this change does"];
    return { before: found?.file, after: head, failing };
}
/** Where the base branch has the policy, from the top of the repository and in the order in which it would be looked for. */
async function basePaths(world, policy) {
    const folder = policy === undefined ? world.cwd : (0,external_node_path_.dirname)((0,policy_file/* pathFrom */.Iw)(world.cwd, policy));
    const root = (await (0,checkout/* checkoutOf */.o)(folder))?.root ?? world.cwd;
    const files = (policy === undefined ? policy_file/* defaultPaths */.KJ : [policy]).map((path) => (0,policy_file/* pathFrom */.Iw)(world.cwd, path));
    if (!files.some((file) => (0,policy_file/* isOutside */._K)(root, file)))
        return files.map((file) => (0,external_node_path_.relative)(root, file));
    throw new js_problem/* Problem */.AF('usage', `the policy ${policy} is not in the repository, so the base branch has none to compare`, {
        hint: 'Name a file of the repository with --policy, or the earlier policy with --against.',
    });
}
/** Sources may be named of either policy; throws `usage`. */
function checkNames(names, projects) {
    const known = projects.flatMap((project) => Object.keys(project?.policy.sources ?? {}));
    for (const name of names)
        if (!known.includes(name))
            throw new js_problem/* Problem */.AF('usage', `neither policy has a source ${name}`, { hint: (0,command_project/* suggest */.ZA)(name, known) });
    return names;
}
function review_describe(comparison, review, label) {
    const { failing, override } = comparison;
    const hint = review
        ? `Change the policy, or let somebody who may approve it put the label ${label} on the pull request.`
        : 'Look at what the plan lists; in a pull request a label approves it.';
    const problem = new js_problem/* Problem */.AF('gate-unmet', `the change of ${comparison.policy} may not pass: ${failing.join('; ')}`, {
        hint,
    });
    // A job summary has room for a mebibyte.
    const markdown = (0,report/* renderComment */.wQ)(comparison, 700_000);
    return {
        json: comparison,
        text: () => plain(markdown),
        markdown,
        problems: failing.length > 0 && !override ? [problem] : [],
    };
}
/** The comment as a terminal shows it: without the markup that only a browser reads. */
function plain(markdown) {
    return markdown
        .replaceAll(/<br>/g, '\n    ')
        .replaceAll(/<\/?(details|summary|code|sub)[^>]*>|<!-- -->|\*\*|```(text)?|^\|---.*\n/gm, '')
        .replaceAll(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
        .replaceAll(/\n{3,}/g, '\n\n')
        .trim();
}
/**
 * The earlier policy; the base branch's is a note where it does not read any more, so that it can be mended. One that lacks only
 * variables, which the change may have taken out of the workflow with what they were for, is a reason not to pass. Throws for a
 * file that was `named` and is no policy: something else was meant.
 */
function openEarlier(world, file, named, notes, failing) {
    const quiet = { ...world, log: { ...world.log, fault: () => { } } };
    try {
        return (0,command_project/* makeProject */.Mf)(quiet, file, []);
    }
    catch (error) {
        if (!(0,js_problem/* isProblem */.AN)(error, 'policy-invalid'))
            throw error;
        const missing = (0,policy_policy/* secretNames */.XG)(file.text).filter((name) => !world.env[name]);
        const lacks = missing.length > 0 && reads(withPlaceholders(quiet, { before: file }), file);
        if (named !== undefined && !lacks)
            throw error;
        notes.push(`The earlier policy does not read, so the change is compared with none: ${error.message}.`);
        if (lacks)
            failing.push(`nothing says what this change does: ${missing.join(', ')} of the earlier policy is not set here`);
        return undefined;
    }
}
function reads(world, file) {
    try {
        (0,command_project/* makeProject */.Mf)(world, file, []);
        return true;
    }
    catch (error) {
        if (!(0,js_problem/* isProblem */.AN)(error, 'policy-invalid'))
            throw error;
        return false;
    }
}
/** A fork's policy is checked without any value of the environment: it might name what is none of its business. */
function withPlaceholders(world, { before, after }) {
    const names = [...new Set([before, after].flatMap((file) => (file ? (0,policy_policy/* secretNames */.XG)(file.text) : [])))];
    // Each its own: two buckets must not look like one.
    const unknown = names.map((name, i) => [name, `not-known-here-${i + 1}`]);
    return { ...world, env: { ...world.env, ...Object.fromEntries(unknown) } };
}

// EXTERNAL MODULE: ./build/js/command/run.js + 1 modules
var run = __webpack_require__(3322);
// EXTERNAL MODULE: ./build/js/command/schedule.js
var schedule = __webpack_require__(719);
// EXTERNAL MODULE: ./build/js/command/secret.js
var secret = __webpack_require__(7958);
;// CONCATENATED MODULE: ./build/js/command/plan.js












/** What applies to each source, defaults included, and why each task is due or not. */
const plan_plan = async (world, options) => {
    if (compares(world, options))
        return comparePlan(world, options);
    const shards = options.shards === undefined ? undefined : (0,plan/* parseShards */.X9)(options.shards);
    const project = await (0,command_project/* openProject */.U8)(world, options);
    const { policy, sources } = project;
    const catalogs = new Map(await Promise.all(sources.map(async (source) => [source.name, await project.catalog(source)])));
    if (options.save !== undefined)
        await writeSaved(project, [...catalogs.values()], options.save);
    const names = sources.map(({ name }) => name);
    const now = world.now();
    const tasks = (0,plan/* plan */.et)(policy, catalogs, now, names);
    const matrix = shards === undefined ? undefined : share(project, tasks, shards);
    const described = sources.map((source) => ({
        source: source.name,
        engine: source.engine,
        applies: applies(source, policy),
        tasks: tasks.filter((task) => task.source === source.name).map(run.describeTask),
        warnings: (0,schedule/* scheduleWarnings */.P)(project, source, catalogs.get(source.name), now),
    }));
    const base = { version: 1, project: policy.project, timezone: policy.timezone, sources: described };
    const json = matrix ? { ...base, matrix } : base;
    const text = () => described
        .map(({ source, engine, applies, tasks, warnings }) => [
        `${source} (${engine})`,
        indent((0,report/* table */.tp)(Object.entries(applies))),
        indent((0,report/* table */.tp)(tasks.map(({ kind, due, because, next }) => [
            due ? 'DUE' : '-',
            kind,
            `${because.join('; ')}${next ? ` (next ${(0,report/* formatTime */.fU)(next)})` : ''}`,
        ]))),
        ...(warnings.length > 0 ? [indent(warnings.map((warning) => `warning: ${warning}`).join('\n'))] : []),
    ].join('\n\n'))
        .join('\n\n');
    const outputs = matrix ? { outputs: { matrix: JSON.stringify(matrix) } } : {};
    return { json, text, problems: [...catalogs.values()].flatMap(entry/* gapsOf */.dc), ...outputs };
};
/** The jobs among which a workflow shares the sources that have something to do. */
function share({ world, sources }, tasks, shards) {
    const names = sources.map(({ name }) => name);
    return (0,plan/* matrixOf */.lQ)(names, (0,plan/* busySources */.sg)(tasks, (0,secret/* hasSecretKey */.iH)(world)), shards);
}
/** What retention deletes now, written down for `prune --plan`. */
async function writeSaved(project, catalogs, file) {
    const saved = await (0,binding/* savePlan */.hp)(project, catalogs, project.world.now());
    const path = (0,policy_file/* pathFrom */.Iw)(project.world.cwd, file);
    try {
        await (0,promises_.writeFile)(path, `${JSON.stringify(saved, null, 2)}\n`, { mode: 0o600 });
    }
    catch (cause) {
        throw new js_problem/* Problem */.AF('usage', `the plan cannot be written: ${cause.message}`, {
            hint: 'Give --save a file in a folder that exists and may be written to.',
            cause,
        });
    }
    const count = saved.sources.reduce((sum, { deletes, purges }) => sum + deletes.length + purges.length, 0);
    project.world.log.info(`wrote ${path}: ${(0,report/* plural */.LS)(count, 'deletion')}; \`restorable prune --plan ${file}\` carries it out`);
}
const indent = (text) => text.replaceAll(/^/gm, '  ');
/** The policy's answer for one source, with every default filled in. */
function applies(source, policy) {
    const { retention, verify, objectives } = source;
    return {
        stores: source.stores.join(', '),
        schedule: source.schedule ? `${source.schedule} (${policy.timezone})` : 'none: only on demand',
        'verify read': verify.read ?? 'never by itself',
        'verify restore': verify.restore ?? 'never by itself',
        keep: (0,report/* describeRetention */.uN)(retention).join('; '),
        ...keptIn(source, policy),
        'never below': `${retention.minKeep} backups`,
        grace: retention.grace.text,
        ...(source.paused ? { paused: 'yes: never due by its schedule' } : {}),
        ...(source.jitterMs
            ? { 'put off by': `${(0,report/* formatDuration */.a3)((0,plan/* putOffMs */.Zj)(source))}, of a jitter up to ${(0,report/* formatDuration */.a3)(source.jitterMs)}` }
            : {}),
        ...(objectives.rpoMs === undefined ? {} : { rpo: `${objectives.rpoMs / 60_000} min` }),
        ...(objectives.rtoMs === undefined ? {} : { rto: `${objectives.rtoMs / 60_000} min` }),
    };
}
/** The rules of stores that have their own, for the copies in them. */
function keptIn({ stores }, policy) {
    return Object.fromEntries(stores.flatMap((name) => {
        const rules = policy.stores[name]?.retention;
        return rules ? [[`keep in ${name}`, (0,report/* describeRules */.NH)(rules).join('; ')]] : [];
    }));
}


/***/ })

};
