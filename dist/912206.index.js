export const id = 912206;
export const ids = [912206];
export const modules = {

/***/ 95923:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  plan: () => (/* binding */ plan_plan)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./catalog/catalog.js + 43 modules
var catalog_catalog = __webpack_require__(34848);
// EXTERNAL MODULE: ./plan/plan.js + 19 modules
var plan = __webpack_require__(45071);
// EXTERNAL MODULE: ./policy/policy.js + 76 modules
var policy_policy = __webpack_require__(35472);
// EXTERNAL MODULE: ./problem.js
var problem_0 = __webpack_require__(35447);
// EXTERNAL MODULE: ./words/words.js + 6 modules
var words = __webpack_require__(36364);
// EXTERNAL MODULE: ./command/admit/demand.js
var demand = __webpack_require__(14765);
// EXTERNAL MODULE: ./command/doctor/workflow-fit.js
var workflow_fit = __webpack_require__(8177);
// EXTERNAL MODULE: ./command/drill/look.js
var drill_look = __webpack_require__(74077);
// EXTERNAL MODULE: ./command/log/logged.js
var logged = __webpack_require__(67541);
// EXTERNAL MODULE: ./command/log/view.js
var view = __webpack_require__(68630);
// EXTERNAL MODULE: ./command/project/databases/open.js + 3 modules
var databases_open = __webpack_require__(1813);
// EXTERNAL MODULE: ./command/project/entry.js
var entry = __webpack_require__(94960);
// EXTERNAL MODULE: ./command/project/policy-file.js
var policy_file = __webpack_require__(24895);
// EXTERNAL MODULE: ./command/project/project.js
var project_project = __webpack_require__(40433);
// EXTERNAL MODULE: ./command/project/said.js
var said = __webpack_require__(39587);
// EXTERNAL MODULE: ./command/project/schedule.js
var schedule = __webpack_require__(40787);
// EXTERNAL MODULE: ./command/project/secret.js + 1 modules
var secret = __webpack_require__(58182);
// EXTERNAL MODULE: ./command/project/session.js
var session = __webpack_require__(20172);
// EXTERNAL MODULE: ./command/project/unclaimed.js
var unclaimed = __webpack_require__(20068);
// EXTERNAL MODULE: ./command/prune/saved-plan.js
var saved_plan = __webpack_require__(52052);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./judge/judge.js + 53 modules
var judge = __webpack_require__(80825);
// EXTERNAL MODULE: ./report/report.js + 74 modules
var report = __webpack_require__(57027);
// EXTERNAL MODULE: ./trust/trust.js + 8 modules
var trust = __webpack_require__(14389);
// EXTERNAL MODULE: ./world.js
var world_0 = __webpack_require__(79148);
// EXTERNAL MODULE: ./command/project/databases/said.js
var databases_said = __webpack_require__(48264);
// EXTERNAL MODULE: ./command/project/within.js
var within = __webpack_require__(99373);
;// CONCATENATED MODULE: ./command/project/sight.js



async function sightOf(world, options, { before, after }, review, notes) {
    const { judgement, policy } = world.footing;
    if (judgement.kind === 'foreign')
        return { kind: 'none', because: judgement.because };
    if (judgement.kind === 'trusted') {
        // In a workflow what lies here is the merged policy, and the other may be anybody's.
        return policy && after
            ? { kind: 'merged', merged: { file: after, project: (0,project_project/* makeProject */.M)(world, after, []) } }
            : { kind: 'all' };
    }
    if (!review)
        return { kind: 'none', because: judgement.because };
    const isBase = judgement.merged.kind === 'commit' && judgement.merged.commit === review.pull.base;
    const file = isBase ? before : await mergedFile(world, options, notes);
    return { kind: 'merged', merged: file && openMerged(world, file) };
}
/** The default branch's policy, where the pull request goes to another branch, or onto others of a merge queue. */
async function mergedFile(world, { policy }, notes) {
    const { judgement } = world.footing;
    if (judgement.kind !== 'unmerged')
        return undefined;
    const { readMerged } = await Promise.all(/* import() */[__webpack_require__.e(616482), __webpack_require__.e(618998), __webpack_require__.e(655593)]).then(__webpack_require__.bind(__webpack_require__, 48614));
    try {
        return await readMerged(world, judgement, policy);
    }
    catch (error) {
        if (!(0,problem_0/* isProblem */.AN)(error, 'github-failed', 'usage'))
            throw error;
        notes.push(`No store is read, because the merged policy is not known: ${error.message}.`);
        return undefined;
    }
}
/** Where the merged policy cannot be parsed, nothing that it names is known. */
function openMerged(world, file) {
    try {
        return { file, project: (0,project_project/* makeProject */.M)({ ...world, log: { ...world.log, fault: () => { } } }, file, []) };
    }
    catch (error) {
        if (!(0,problem_0/* isProblem */.AN)(error, 'policy-invalid'))
            throw error;
        return undefined;
    }
}
/** Opens each of the two as far as may be seen. */
function openerOf(world, sight, { before, after }) {
    if (sight.kind === 'all')
        return (own, file) => (0,project_project/* makeProject */.M)(own, file, []);
    if (sight.kind === 'merged')
        return (own, file) => (0,within/* openWithin */.y)(own, file, [before, after], sight.merged);
    const { env } = (0,within/* withPlaceholders */.r)(world, [before, after]);
    return (own, file) => (0,project_project/* makeProject */.M)({ ...own, env }, file, []);
}

// EXTERNAL MODULE: ./retain/retain.js + 15 modules
var retain = __webpack_require__(6078);
// EXTERNAL MODULE: ./seal/seal.js + 17 modules
var seal = __webpack_require__(90864);
;// CONCATENATED MODULE: ./command/plan/locked-out.js




/** Which backups the policy's recipients could not open. */
async function lockedOut(project, catalog, policy, notes, now) {
    const ours = new Set(policy.encryption.recipients.map((recipient) => (0,seal/* fingerprint */.Rj)(recipient)));
    const entries = catalog.entries.filter((entry) => !['foreign', 'deleted'].includes((0,catalog_catalog/* standing */.JA)(entry, now)));
    const found = new Set();
    const failures = new Map();
    const look = async (entry) => {
        try {
            if (!(await recipientsOf(project, catalog.source, entry)).some((to) => ours.has(to)))
                found.add(entry.id);
        }
        catch (error) {
            if (!(0,problem_0/* isFailure */.N6)(error))
                throw error;
            failures.set(entry.id, error.message);
        }
    };
    await (0,catalog_catalog/* eachAtOnce */.GU)(entries, look);
    const [first] = failures.values();
    if (first !== undefined)
        notes.push(`${catalog.source}: it is not known who can open ${(0,words/* plural */.LS)(failures.size, 'backup')}: ${first}`);
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

// EXTERNAL MODULE: ./time/time.js + 3 modules
var time = __webpack_require__(72614);
;// CONCATENATED MODULE: ./command/plan/growth.js


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
            assumption: `no backup is known, so ${(0,words/* sealedSize */.QH)(assumedBytes)} each is assumed`,
        };
    const { bytes } = newest;
    const size = `each backup takes ${(0,words/* sealedSize */.QH)(bytes)} in each store, like the newest`;
    const oldest = entries.at(-1) ?? newest;
    const spanMs = newest.startedAt.getTime() - oldest.startedAt.getTime();
    if (entries.length < fewest || spanMs < shortestMs)
        return { sizeAt: () => bytes, assumption: `${size}; too few are known to estimate growth` };
    const perMonth = Math.min(Math.max((0,judge/* medianSlope */.Ug)(entries) * monthMs, leastSlope * bytes), mostSlope * bytes);
    const sizeAt = (at) => {
        const months = (at.getTime() - now.getTime()) / monthMs;
        return Math.max(Math.round(bytes + perMonth * months), Math.round(bytes / 10));
    };
    const days = (0,words/* formatDuration */.a3)(Math.round(spanMs / dayMs) * dayMs);
    const percent = bytes > 0 ? Math.round((perMonth / bytes) * 1000) / 10 : 0;
    const growth = percent === 0 ? 'no growth' : `${percent > 0 ? '+' : '−'}${Math.abs(percent)} % of that a month`;
    return { sizeAt, assumption: `${size}; ${growth}, as ${(0,words/* plural */.LS)(entries.length, 'backup')} of ${days} show` };
}

;// CONCATENATED MODULE: ./command/plan/outlook.js








const outlook_dayMs = 86_400_000;
/** A year of a line that is due every five minutes, which is as often as GitHub starts anything. */
const mostTicks = 106_000;
/** What the policy will hold a year ahead; undefined for a source that nothing backs up by schedule. */
function outlookOf({ policy, source, entries, acks = [] }, now) {
    const { schedule } = source;
    const { timezone } = policy;
    if (schedule === undefined || source.paused)
        return undefined;
    const off = (0,plan/* putOffMs */.Zj)(source);
    const until = yearEnd(now, timezone);
    const ticks = (0,plan/* ticksBetween */.DW)(schedule, timezone, new Date(now.getTime() - off), new Date(until.getTime() - off)).map((tick) => new Date(tick.getTime() + off));
    if (ticks.length === 0)
        return undefined;
    const counting = entries.filter((entry) => (0,catalog_catalog/* isUsable */.Ng)(entry, now));
    const { sizeAt, assumption } = growthOf(counting, now);
    if (ticks.length > mostTicks) {
        return { months: [], days: [], assumptions: [`${(0,words/* plural */.LS)(ticks.length, 'backup')} a year are too many to simulate`] };
    }
    const stores = (0,retain/* storeRules */.Fo)(policy, source);
    const proofs = proofsFrom({ policy, source, entries }, now, until);
    const options = { ticks, sizeAt, timezone, entries, ...proofs, stores, daily: true };
    const endless = keepsAll(source, policy);
    const simulated = endless ? undefined : (0,retain/* simulate */.JV)(source.retention, options);
    const days = fill(simulated ? simulated.days : pile(now, options), (0,time/* wallMs */.P3)(until, timezone));
    const last = days.at(-1);
    const described = days.map((day) => describe(day, timezone));
    const assumptions = [
        assumption,
        'every backup on schedule, in all of its stores, with passing proofs',
        `storage covers ${(0,words/* plural */.LS)(source.stores.length, 'store')}, including what waits out its grace period of ${source.retention.grace.text}`,
        ...(endless ? ['no rule ever deletes anything'] : []),
        ...((0,judge/* freezesBy */.Es)((0,judge/* judgeAnomalies */.J4)(source, { entries, acks }, now)).length > 0
            ? ['the unusual backups are acknowledged today: until they are, nothing is deleted']
            : []),
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
    const [midnight] = (0,time/* instantsOf */.GR)(Math.floor((0,time/* wallMs */.P3)(then, timezone) / outlook_dayMs) * outlook_dayMs, timezone);
    return new Date(midnight - 1);
}
/** The simulation is quick because nothing is ever deleted, above all under a policy without retention rules. */
function keepsAll({ retention, stores }, policy) {
    const { keep, max, tiers, before, types = {} } = retention;
    const capped = max.count !== undefined || max.bytes !== undefined || before !== undefined || tiers.length > 0;
    const limited = Object.values(types).some((limit) => limit.max !== undefined);
    const ruled = stores.some((name) => policy.stores[name]?.retention !== undefined);
    return keep.last === policy_policy/* everything */.YT && !capped && !limited && !ruled;
}
function pile(now, { ticks, sizeAt, timezone, entries = [], stores = {} }) {
    const live = entries.filter((entry) => (0,catalog_catalog/* isUsable */.Ng)(entry, now));
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
        day = (0,time/* wallText */.O7)(at, timezone).slice(0, 10);
        [begin, end] = [+at, (0,time/* instantsOf */.GR)(Date.parse(day) + outlook_dayMs, timezone)[0]];
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
    const [end] = (0,time/* instantsOf */.GR)(Date.parse(day) + outlook_dayMs, timezone);
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

;// CONCATENATED MODULE: ./command/plan/together.js

/**
 * The databases of one source of the policy as one entry, for a review: the rules of all are those of the source, and what would
 * become of a backup is said with its id, which names the database. Pure.
 */
function together(sources, groups) {
    const placeOf = ({ source }) => {
        const group = (0,policy_policy/* readMember */.hd)(source)?.group;
        return group !== undefined && groups.has(group) ? group : source;
    };
    return [...Map.groupBy(sources, placeOf)].flatMap(([name, those]) => groups.has(name) && those.some(({ source }) => source !== name) ? [asOne(name, those)] : those);
}
function asOne(name, those) {
    const [first] = those;
    if (first === undefined)
        throw new Error(`${name} has no databases`);
    const every = (of) => {
        const seen = new Map(those.flatMap(of).map((one) => [JSON.stringify(one), one]));
        return [...seen.values()];
    };
    const statuses = new Set(those.map(({ status }) => status));
    const ruled = those.find(({ rules }) => rules);
    const ticking = those.find(({ cadence }) => cadence);
    const from = (0,policy_policy/* readMember */.hd)(first.renamedFrom ?? '')?.group;
    const { outlook: _, renamedFrom: __, contentMoved, ...rest } = first;
    return {
        ...rest,
        source: name,
        databases: those.filter(({ status }) => status !== 'removed').length,
        status: statuses.size === 1 ? first.status : 'kept',
        ...(statuses.size === 1 && from !== undefined ? { renamedFrom: from } : {}),
        ...(contentMoved && statuses.size === 1 ? { contentMoved } : {}),
        backups: those.reduce((sum, { backups }) => sum + backups, 0),
        unread: every(({ unread }) => unread),
        ...(ruled?.rules ? { rules: ruled.rules } : {}),
        ...(ticking?.cadence ? { cadence: ticking.cadence } : {}),
        storesAdded: every(({ storesAdded }) => storesAdded),
        storesDropped: every(({ storesDropped }) => storesDropped),
        storesMoved: every(({ storesMoved }) => storesMoved),
        broken: every(({ broken }) => broken),
        changes: those.flatMap(({ changes }) => changes).sort((a, b) => a.ageMs - b.ageMs),
        advice: shortened(every(({ advice }) => advice)),
    };
}
const mostAdvice = 5;
function shortened(advice) {
    if (advice.length <= mostAdvice)
        return advice;
    return [
        ...advice.slice(0, mostAdvice),
        `The same or the like is said of more of its databases: ${advice.length - mostAdvice} lines.`,
    ];
}

;// CONCATENATED MODULE: ./command/plan/compare-projects.js










/** Simulating a year takes about a second. */
const mostLooks = 40;
/** What the later policy does to the backups of the earlier one, at one fixed moment. */
async function compareProjects(pair, now) {
    const { before, after, basis, only, written = { before: before?.policy, after: after?.policy } } = pair;
    const change = (0,plan/* comparePolicies */.OF)(before?.policy, after?.policy, now);
    const names = [...Object.keys(after?.policy.sources ?? {}), ...change.removed];
    const notes = [...renamedProject(before, after)];
    const sources = [];
    const [unopenable, unknown] = [[], []];
    let looks = 0;
    const isAsked = (name) => only.includes(name) || only.includes((0,policy_policy/* readMember */.hd)(name)?.group ?? name);
    for (const name of names.filter((one) => only.length === 0 || isAsked(one))) {
        const own = change.sources.find(({ source }) => source === name);
        const shelves = await readShelves(pair, change, own, name, notes);
        const compared = compareSource(name, shelves, own, change, now);
        // What is ahead of hundreds of databases is too long to look at.
        const isSingle = shelves.is?.source.member === undefined;
        const isChanged = isSingle && shelves.is !== undefined && (own !== undefined || compared.status === 'added');
        const ahead = isChanged && looks < mostLooks ? look(shelves, now) : {};
        if (isChanged)
            looks += 1;
        sources.push({ ...compared, ...ahead });
        const { is } = shelves;
        if (after && is?.catalog && (change.recipientsRemoved.length > 0 || !before)) {
            const found = await lockedOut(is.project, is.catalog, after.policy, notes, now);
            unopenable.push(...found.unopenable);
            unknown.push(...found.unknown);
        }
    }
    if (looks > mostLooks)
        notes.push(`A year ahead is shown for the first ${mostLooks} sources only.`);
    const recipients = {
        added: change.recipientsAdded.map((recipient) => (0,seal/* fingerprint */.Rj)(recipient)),
        removed: change.recipientsRemoved.map((recipient) => (0,seal/* fingerprint */.Rj)(recipient)),
        unopenable: unopenable.toSorted(newestFirst),
        ...(unknown.length > 0 ? { unknown: unknown.toSorted(newestFirst) } : {}),
    };
    const policy = after?.policy ?? before?.policy;
    const head = {
        project: policy?.project ?? '',
        policy: policy?.path ?? '',
        at: now.toISOString(),
        timezone: policy?.timezone ?? 'UTC',
    };
    const { renamed } = (0,plan/* comparePolicies */.OF)(written.before, written.after, now);
    const reach = (0,plan/* reachOf */.xw)(written.before, written.after, renamed, nameOfKey).filter(({ source }) => source === undefined || only.length === 0 || only.includes(source));
    const expansions = [before, after].flatMap((project) => project?.expansions ?? []);
    const groups = new Set(expansions.map(({ group }) => group.name));
    return { version: 1, ...head, basis, notes, sources: together(sources, groups), recipients, reach };
}
/** Of a recipient as everywhere else; a signer has no other name than itself. */
const nameOfKey = (key) => (key.startsWith('rpub') ? `the key ${(0,seal/* fingerprint */.Rj)(key)}` : key);
/** By the time that an id ends with: those of several sources. */
const newestFirst = (a, b) => (a.slice(-27) < b.slice(-27) ? 1 : -1);
/** What is there says of which project it is. */
function renamedProject(before, after) {
    const [was, is] = [before?.policy.project, after?.policy.project];
    if (was === undefined || is === undefined || was === is)
        return [];
    return [
        `The project ${was} is called ${is} from now on: until a source has a backup under that name, nothing of it is deleted, and no gate counts the existing ones. Run \`backproof backup\` once this is merged.`,
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
            notes.push(`${name}: ${one.store} could not be read, and is treated as empty: ${one.message}`);
    }
    for (const { store, message } of unread.values())
        notes.push(`${from ?? name}: ${store} could not be read, so nothing is known about its backups: ${message}`);
    const is = after && now ? { project: after, source: now, catalog: seen && { ...seen, unread: [] } } : undefined;
    return { was, is, unread: [...unread.keys()] };
}
/** A source may have the name of what every object has. */
function sourceOf(project, name) {
    return Object.values(project?.policy.sources ?? {}).find((source) => source.name === name);
}
function compareSource(name, { was, is, unread }, own, change, now) {
    const renamedFrom = change.renamed.find(({ to }) => to === name)?.from;
    const backups = countingOf(was?.catalog, now).length;
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
        return { ...shared, broken: [], status: 'removed', advice: was?.catalog ? orphaned(name, backups) : [] };
    const isNew = was === undefined;
    const { cadence = isNew ? { after: (0,plan/* cadenceOf */.zD)(is.source, is.project.policy.timezone, now) } : undefined } = own ?? {};
    return {
        ...shared,
        broken: (0,plan/* newlyBroken */.NV)(was && placed(was), placed(is), now),
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
const placed = ({ project, source }) => ({ source, policy: project.policy });
/** With what else the other has otherwise: a list that reads the same would hide it. */
function rulesOf({ project, source }, other) {
    const { minKeep, grace } = source.retention;
    const theirs = other?.source.retention;
    const stores = source.stores.flatMap((name) => {
        const own = project.policy.stores[name]?.retention;
        return own ? [`in ${name} only ${(0,policy_policy/* describeRules */.NH)(own).join(' and ')}`] : [];
    });
    return [
        ...(0,policy_policy/* describeRetention */.uN)(source.retention, project.policy.timezone),
        ...stores,
        ...(theirs && theirs.minKeep !== minKeep ? [`never below ${(0,words/* plural */.LS)(minKeep, 'backup')}`] : []),
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
    ...(catalog?.acks ? { acks: catalog.acks } : {}),
});
const countingOf = (catalog, now) => catalog?.entries.filter((entry) => !['foreign', 'deleted'].includes((0,catalog_catalog/* standing */.JA)(entry, now))) ?? [];
/** What the policy makes of the backups that it sees; what it refuses to decide on, it leaves alone. */
function outcomeOf(shelf, now) {
    if (!shelf?.catalog)
        return { entries: [] };
    const { entries, unread } = shelf.catalog;
    // A freeze ends some day: what the rules delete then must be seen now.
    const decided = attempt(shelf, now, true);
    if ('refused' in decided || unread.length > 0)
        return { entries };
    const { policy } = shelf.project;
    const stores = (0,retain/* storeRules */.Fo)(policy, shelf.source);
    return { entries, decided, copies: (0,retain/* decideCopies */.ui)(decided, stores, { now, timezone: policy.timezone }) };
}
function attempt({ project, source, catalog }, now, thawed = false) {
    const unusual = catalog ? (0,judge/* freezesBy */.Es)((0,judge/* judgeAnomalies */.J4)(source, catalog, now)) : [];
    return (0,retain/* decide */.LD)(catalog?.entries ?? [], source.retention, { now, timezone: project.policy.timezone, unusual, thawed });
}
function changesOf(was, is, now) {
    const changes = (0,retain/* compareOutcomes */.j7)(outcomeOf(was, now), outcomeOf(is, now), now);
    const renamed = was && is && was.source.name !== is.source.name
        ? `under the name ${was.source.name}, which the changed policy does not have`
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
    if ('refused' in decided)
        return [`Retention refuses to decide, so nothing is deleted: ${decided.refused.message}`];
    const counting = countingOf(is.catalog, now);
    const unproven = counting.length > 0 && !counting.some((entry) => (0,retain/* isProven */.nn)(entry, now));
    return [...decided.findings, ...(unproven ? ['No backup of it has been proven by a restore.'] : [])];
}
function orphaned(name, backups) {
    if (backups === 0)
        return [`${name} has no backups, so nothing is left behind.`];
    return [
        `The backups of ${name} stay where they are: nothing deletes or proves them, and list no longer shows them.`,
        `To let their rules delete them, keep ${name} in the policy with schedule: never. To keep them for good, hold them by id before this is merged.`,
    ];
}
/** The new backups push out the old ones, of which there will be no others. */
const mixed = (name) => [
    `${name} is now read from another place. If that is different data, give it its own name: under the same name its backups push out the earlier ones.`,
];
/** A new name is a new prefix: the backups of the old one stay where they are, without a policy. */
function renamed(from, to, backups) {
    if (backups === 0)
        return [];
    return [
        `Backups belong to a name: those of ${from} stay under it, and ${to} starts with none. They can be restored by id as long as their stores are in the policy.`,
        `To let their rules delete them, keep ${from} in the policy as well, with schedule: never.`,
    ];
}

;// CONCATENATED MODULE: ./command/plan/review.js
















const defaultLabel = 'backup-plan-approved';
const fromFork = 'This pull request comes from a fork, which gets no secrets: no store was read, and no comment can be written.';
/** What the changed policy would do: as text, as a comment of the pull request, and as a check that may fail. */
async function comparePlan(world, options) {
    const { approvalOf, openReview, postComment } = await Promise.all(/* import() */[__webpack_require__.e(500289), __webpack_require__.e(616482), __webpack_require__.e(618998)]).then(__webpack_require__.bind(__webpack_require__, 38421));
    // A named file may come from anyone: it leads to no comment and no label.
    const review = options.against === undefined ? await openReview(world) : undefined;
    const notes = [];
    const files = await readFiles(world, options, review, notes);
    const unread = [];
    const sight = await sightOf(world, options, files, review, notes);
    const offline = sight.kind === 'none';
    if (offline)
        notes.unshift(review?.pull.fork ? fromFork : `No store was read: ${sight.because}.`);
    const open = openerOf(world, sight, files);
    const before = files.before && openEarlier(open, world, files.before, options.against, notes, unread);
    const after = files.after && (await openHead(open, world, files.after, offline ? undefined : review, before));
    const only = checkNames(options.source ?? [], [before, after]);
    // No server is asked here: the stores know which databases there were.
    const known = async (project) => project && !offline ? (0,databases_open/* withDatabases */.L3)(project, [], 'stores') : project;
    const [was, is] = await Promise.all([known(before), known(after)]);
    if (was)
        notes.push(...(0,databases_said/* saidDoubts */.bs)(was));
    const written = { before: before?.policy, after: after?.policy };
    const basis = offline ? 'offline' : 'live';
    const compared = await compareProjects({ before: was, after: is, basis, only, written }, world.now());
    // The base branch's own limit and label: a change must not raise the limit that it breaks, nor choose what approves it.
    const maxDeletions = before?.policy.plan?.maxDeletions ?? after?.policy.plan?.maxDeletions;
    const failing = [
        ...files.failing,
        ...unread,
        ...(offline && before && after ? cutOff(before, after, compared.sources) : []),
        ...(0,judge/* judgeChange */.sx)(compared, maxDeletions === undefined ? {} : { maxDeletions }),
    ];
    const label = before?.policy.plan?.label ?? defaultLabel;
    const override = review && failing.length > 0 ? await approvalOf(review, label, compared.timezone, notes) : undefined;
    const earlier = files.unknown || (files.before && !before) ? { earlier: 'unread' } : {};
    const finished = () => ({
        ...earlier,
        ...(0,world_0/* redactAll */.$I)({ ...compared, notes: [...notes, ...compared.notes], failing }, world.redact),
        ...(override ? { override } : {}),
    });
    if (review && !offline)
        await postComment(review, finished(), notes);
    return review_describe(finished(), review, label);
}
/** The pull request's own policy. Where it cannot be parsed, the comment of an earlier push must not go on saying that all is well. */
async function openHead(open, world, file, review, before) {
    try {
        return open(world, file);
    }
    catch (error) {
        if (!review || !before || !(0,problem_0/* isProblem */.AN)(error, 'policy-invalid'))
            throw error;
        const { postUnread } = await Promise.all(/* import() */[__webpack_require__.e(500289), __webpack_require__.e(616482), __webpack_require__.e(618998)]).then(__webpack_require__.bind(__webpack_require__, 38421));
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
            ? [`no key of the earlier policy stays, and whether the new ones open the existing backups ${unknown}`]
            : []),
        ...(is.signers.length > 0 && none(was.signers, is.signers)
            ? [`no signer of the earlier policy stays, and whether the existing backups still count ${unknown}`]
            : []),
        ...sources.flatMap(({ source, status, storesDropped, storesMoved }) => {
            const then = status === 'kept' ? before.sources.find(({ name }) => name === source)?.stores.length : undefined;
            if (then !== storesDropped.length + storesMoved.length)
                return [];
            return [`${source}: none of its stores stays, and what happens to its backups ${unknown}`];
        }),
    ];
}
async function readFiles(world, { policy, against }, review, notes) {
    const after = await (world.footing.policy ??
        (0,policy_file/* readPolicy */.T4)(world, policy).catch((error) => {
            if (review && (0,problem_0/* isProblem */.AN)(error, 'usage'))
                return error;
            throw error;
        }));
    const linked = review && !(after instanceof problem_0/* Problem */.AF) ? await refuseLink(world, after.path) : [];
    const head = after instanceof problem_0/* Problem */.AF ? undefined : after;
    if (against !== undefined || !review) {
        const before = against === undefined ? undefined : await (0,policy_file/* readPolicy */.T4)(world, against, 'against');
        if (after instanceof problem_0/* Problem */.AF)
            throw after;
        return { before, after: head, failing: [] };
    }
    const { readBase, tolerate } = await Promise.all(/* import() */[__webpack_require__.e(500289), __webpack_require__.e(616482), __webpack_require__.e(618998)]).then(__webpack_require__.bind(__webpack_require__, 38421));
    const { paths } = await (0,policy_file/* mergedPaths */.z4)(world, policy);
    const found = await tolerate(notes, async () => ({ file: await readBase(review, paths, policy_file/* defaultPaths */.KJ) }));
    const moved = found?.file && head && !paths.some((path) => found.file?.path === `${path} (base branch)`);
    if (moved)
        notes.push(`The policy moves to ${head.path}: it is compared with ${found.file?.path}.`);
    if (found && !found.file && after instanceof problem_0/* Problem */.AF)
        throw after;
    if (found && !found.file)
        notes.push(`The base branch has no ${head?.path}: everything in this one is new.`);
    if (found && !head)
        notes.push(`This pull request removes the policy ${found.file?.path}.`);
    if (!found && after instanceof problem_0/* Problem */.AF)
        throw after;
    const failing = found ? [] : ["the base branch's policy could not be read, so what this change does is unknown"];
    return {
        before: found?.file,
        ...(found ? {} : { unknown: true }),
        after: head,
        failing: [...failing, ...linked],
    };
}
/** What a link leads to changes without its own file, and so without a run of this check. */
async function refuseLink({ cwd }, path) {
    const file = (0,policy_file/* pathFrom */.Iw)(cwd, path);
    const root = (await (0,trust/* rootOf */.I5)((0,external_node_path_.dirname)(file))) ?? cwd;
    const [real, realRoot] = await Promise.all([(0,promises_.realpath)(file), (0,promises_.realpath)(root)]);
    if ((0,external_node_path_.relative)(realRoot, real) === (0,external_node_path_.relative)(root, file))
        return [];
    return [
        `${path} is a link to ${(0,external_node_path_.relative)(realRoot, real)}, which can change without this check: put the file itself there`,
    ];
}
/** Sources may be named of either policy; throws `usage`. */
function checkNames(names, projects) {
    const known = projects.flatMap((project) => Object.keys(project?.policy.sources ?? {}));
    for (const name of names)
        if (!known.includes(name))
            throw new problem_0/* Problem */.AF('usage', `neither policy has a source ${name}`, { hint: (0,words/* suggest */.ZA)(name, known) });
    return names;
}
function review_describe(comparison, review, label) {
    const { failing, override } = comparison;
    const hint = review
        ? `Change the policy, or ask a maintainer to add the label ${label} to the pull request.`
        : 'Check what the plan lists; in a pull request, a label approves it.';
    const problem = new problem_0/* Problem */.AF('gate-unmet', `the change of ${comparison.policy} must not pass: ${failing.join('; ')}`, {
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
 * The earlier policy. If the base branch's policy cannot be parsed any more, that is only a note, so that it can be
 * repaired. If it only lacks variables, which the change may have removed from the workflow together with their
 * purpose, the review does not pass. Throws for a `named` file that is not a policy: the user meant a different file.
 */
function openEarlier(open, world, file, named, notes, failing) {
    const quiet = { ...world, log: { ...world.log, fault: () => { } } };
    try {
        return open(quiet, file);
    }
    catch (error) {
        if (!(0,problem_0/* isProblem */.AN)(error, 'policy-invalid'))
            throw error;
        const missing = (0,policy_policy/* secretNames */.XG)(file.text).filter((name) => !world.env[name]);
        const lacks = missing.length > 0 && reads((0,within/* withPlaceholders */.r)(quiet, [file]), file);
        if (named !== undefined && !lacks)
            throw error;
        notes.push(`The earlier policy cannot be parsed, so the change cannot be compared with it: ${error.message}.`);
        if (lacks)
            failing.push(`the effect of this change is unknown: ${missing.join(', ')} of the earlier policy is not set here`);
        return undefined;
    }
}
function reads(world, file) {
    try {
        (0,project_project/* makeProject */.M)(world, file, []);
        return true;
    }
    catch (error) {
        if (!(0,problem_0/* isProblem */.AN)(error, 'policy-invalid'))
            throw error;
        return false;
    }
}

;// CONCATENATED MODULE: ./command/plan/plan.js






















/** What applies to each source, defaults included, and why each task is due or not. */
const plan_plan = async (world, options) => {
    if ((0,demand/* compares */.t)(world.env, options))
        return comparePlan(world, options);
    const shards = options.shards === undefined ? undefined : (0,plan/* parseShards */.X9)(options.shards);
    const project = await (0,project_project/* openProject */.U)(world, options, { patience: 'short', databases: 'either' });
    const { policy, sources } = project;
    const catalogs = new Map(await (0,catalog_catalog/* mapAtOnce */.$3)(sources, async (source) => [source.name, await project.catalog(source)], 64));
    if (options.save !== undefined)
        await writeSaved(project, [...catalogs.values()], options.save);
    const names = sources.map(({ name }) => name);
    const now = world.now();
    const tasks = (0,plan/* plan */.et)(policy, catalogs, now, names);
    const bySource = Map.groupBy(tasks, (task) => task.source);
    const ofLogs = new Map(await (0,catalog_catalog/* mapAtOnce */.$3)(sources, async (source) => {
        const catalog = catalogs.get(source.name);
        return [source.name, catalog ? await (0,view/* logTasks */.rF)(project, source, catalog) : []];
    }, 16));
    const matrix = shards === undefined ? undefined : share(project, tasks, shards);
    const fit = await (0,workflow_fit/* fitOf */.Zo)(world, (0,databases_open/* asWritten */.qm)(project));
    const described = sources.map((source) => ({
        source: source.name,
        engine: source.engine,
        applies: applies(source, policy),
        tasks: [
            ...(bySource.get(source.name) ?? []).map(session/* describeTask */.Ve),
            ...(ofLogs.get(source.name) ?? []).map(session/* describeTask */.Ve),
        ],
        warnings: [
            ...baseWarnings(source),
            ...(0,schedule/* scheduleWarnings */.P)(project, source, catalogs.get(source.name), now),
            ...fit
                .filter((one) => one.source === (source.member?.group ?? source.name))
                .map(({ says, hint }) => `${says}. ${hint}`),
        ],
    }));
    for (const { says, hint } of fit.filter(({ source }) => source === undefined))
        world.log.warning(`${says}. ${hint}`);
    const look = await (0,unclaimed/* lookUnclaimed */.A)(project, options, [...catalogs.values()].flatMap(({ unread }) => unread.map(({ store }) => store)));
    for (const warning of look.warnings)
        world.log.warning(warning);
    const drills = options.source === undefined ? await (0,drill_look/* drillTasks */.W4)(project, [...catalogs.values()]) : [];
    const base = {
        version: 1,
        project: policy.project,
        timezone: policy.timezone,
        sources: described,
        ...(drills.length > 0 ? { drills: drills.map(drill_look/* describeDrill */.nj) } : {}),
        ...(0,unclaimed/* unclaimedJson */.n)(look),
    };
    const json = matrix ? { ...base, matrix } : base;
    const text = () => described
        .map(({ source, engine, applies, tasks, warnings }) => [
        `${source} (${engine})`,
        indent((0,words/* table */.tp)(Object.entries(applies))),
        indent((0,words/* table */.tp)(tasks.map(({ kind, due, because, next }) => [
            due && kind !== 'prune' ? 'DUE' : '–',
            kind,
            `${because.join('; ')}${next ? ` (next ${(0,words/* formatTime */.fU)(next, policy.timezone)})` : ''}`,
        ]))),
        ...(warnings.length > 0 ? [indent(warnings.map((warning) => `warning: ${warning}`).join('\n'))] : []),
    ].join('\n\n'))
        .concat(drills.length > 0 ? [['drills', indent((0,words/* table */.tp)(drills.map(drillRow(policy.timezone))))].join('\n\n')] : [])
        .join('\n\n');
    const outputs = matrix ? { outputs: { matrix: JSON.stringify(matrix) } } : {};
    return { json, text, problems: [...catalogs.values()].flatMap(entry/* gapsOf */.dc), ...outputs };
};
const drillRow = (timezone) => ({ drill, due, because, next }) => [
    due ? 'DUE' : '–',
    drill,
    `${because.join('; ')}${next ? ` (next ${(0,words/* formatTime */.fU)(next, timezone)})` : ''}`,
];
/** The jobs among which a workflow shares the sources that have something to do. */
function share({ world, sources }, tasks, shards) {
    const names = sources.map(({ name }) => name);
    const busy = (0,plan/* busySources */.sg)(tasks, (0,secret/* hasSecretKey */.iH)(world));
    // Which databases a server has may be seen in no job but those: each takes its own.
    const unknown = sources.some(({ name, databases }) => databases !== undefined && busy.has(name));
    return (0,plan/* matrixOf */.lQ)(names, busy, shards, unknown ? 'all' : 'busy');
}
/** What retention deletes now, written down for `prune --plan`. */
async function writeSaved(project, catalogs, file) {
    const saved = await (0,saved_plan/* savePlan */.hp)(project, catalogs, project.world.now());
    const path = (0,policy_file/* pathFrom */.Iw)(project.world.cwd, file);
    try {
        await (0,promises_.writeFile)(path, `${JSON.stringify(saved, null, 2)}\n`, { mode: 0o600 });
    }
    catch (cause) {
        throw new problem_0/* Problem */.AF('usage', `the plan cannot be written: ${(0,words/* reasonOf */.A3)(cause)}`, {
            hint: 'Give --save a file in a folder that exists and may be written to.',
            cause,
        });
    }
    const count = saved.sources.reduce((sum, { deletes, purges }) => sum + deletes.length + purges.length, 0);
    project.world.log.info(`wrote ${path}: ${(0,words/* plural */.LS)(count, 'deletion')}; \`backproof prune --plan ${(0,said/* quoted */.TL)(file)}${(0,said/* policyOption */.uN)(project.policy.path)}\` carries it out`);
}
function baseWarnings(source) {
    const fault = (0,logged/* isLogged */.j)(source) ? (0,plan/* baseFault */.M1)(source) : undefined;
    return fault ? [`${fault.says}. ${fault.hint}`] : [];
}
const indent = (text) => text.replaceAll(/^/gm, '  ');
/** The policy's answer for one source, with every default filled in. */
function applies(source, policy) {
    const { retention, verify, objectives } = source;
    return {
        stores: source.stores.join(', '),
        schedule: source.schedule ? `${source.schedule} (${policy.timezone})` : 'none: only on demand',
        ...(source.increments
            ? { incremental: `${source.increments.schedule}, up to ${source.increments.maxChain} backups in a chain` }
            : {}),
        ...((0,logged/* isLogged */.j)(source) ? { 'point-in-time': (0,view/* promiseText */.Zm)(source) } : {}),
        'verify check': verify.check ?? 'only after each backup',
        'verify read': verify.read
            ? `${verify.read}${source.stores.length > 1 ? `, ${verify.copies === 'all' ? 'all copies' : 'each copy in turn'}` : ''}`
            : 'never on its own',
        'verify restore': verify.restore ?? 'never on its own',
        keep: (0,policy_policy/* describeRetention */.uN)(retention, policy.timezone).join('; '),
        ...keptIn(source, policy),
        'never below': (0,words/* plural */.LS)(retention.minKeep, 'backup'),
        grace: retention.grace.text,
        ...(source.paused ? { paused: 'yes: its schedule is ignored' } : {}),
        ...(source.jitterMs
            ? { 'delayed by': `${(0,words/* formatDuration */.a3)((0,plan/* putOffMs */.Zj)(source))}, of a jitter up to ${(0,words/* formatDuration */.a3)(source.jitterMs)}` }
            : {}),
        ...(objectives.rpoMs === undefined ? {} : { rpo: (0,words/* formatDuration */.a3)(objectives.rpoMs) }),
        ...(objectives.rtoMs === undefined ? {} : { rto: (0,words/* formatDuration */.a3)(objectives.rtoMs) }),
    };
}
/** The rules of stores that have their own, for the copies in them. */
function keptIn({ stores }, policy) {
    return Object.fromEntries(stores.flatMap((name) => {
        const rules = policy.stores[name]?.retention;
        if (!rules)
            return [];
        const grace = rules.grace ? [`grace ${rules.grace.text}`] : [];
        return [[`keep in ${name}`, [...(0,policy_policy/* describeRules */.NH)(rules), ...grace].join('; ')]];
    }));
}


/***/ }),

/***/ 94960:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ri: () => (/* binding */ requireCopy),
/* harmony export */   Ze: () => (/* binding */ parseAt),
/* harmony export */   dc: () => (/* binding */ gapsOf),
/* harmony export */   nH: () => (/* binding */ requireSource),
/* harmony export */   vc: () => (/* binding */ requireRestorable),
/* harmony export */   w4: () => (/* binding */ findEntry),
/* harmony export */   xm: () => (/* binding */ newestEntry)
/* harmony export */ });
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(34848);
/* harmony import */ var _judge_judge_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(80825);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(35447);
/* harmony import */ var _time_time_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(72614);
/* harmony import */ var _words_words_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(36364);





/** Finds a backup by its id, also of a source that has left the policy; throws `unknown-id` with the nearest ids. */
async function findEntry(project, id) {
    const { policy } = project;
    const name = (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .sourceOf */ .vz)(id);
    if (!(0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .isId */ .eQ)(id) || !name) {
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('unknown-id', `${JSON.stringify(id)} is not the id of a backup`, {
            hint: (await nearestId(project, id)) ??
                'An id looks like orders-2026-02-14T09-15-30.123456Z; `backproof list` shows them.',
        });
    }
    const own = policy.sources[name];
    const shelved = own ?? { name, stores: Object.keys(policy.stores) };
    const catalog = await project.catalog(shelved);
    const entry = catalog.entries.find((candidate) => candidate.id === id);
    const damaged = catalog.damaged.find((one) => one.id === id);
    if (damaged && (entry === undefined || (entry.copies.length === 0 && entry.foreign === undefined))) {
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('manifest-damaged', damaged.message, {
            hint: 'No other store has an intact copy of it; `backproof list` shows the other backups.',
        });
    }
    if (entry)
        return { entry, catalog, shelved };
    const known = catalog.entries.map((candidate) => candidate.id);
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF(...notFound(catalog, `there is no backup ${id}`), {
        hint: catalog.unread[0]?.hint ??
            (known.length > 0 ? (0,_words_words_js__WEBPACK_IMPORTED_MODULE_4__/* .suggest */ .ZA)(id, known) : await nearestId(project, id)) ??
            unknownSource,
    });
}
const unknownSource = 'No store has a backup of this source; `backproof list` shows the ids.';
/** What an id that is mistyped may have meant: of the sources, the one with the nearest name, and its nearest backup. */
async function nearestId(project, id) {
    const time = /-\d{4}-\d\d-\d\dT/.exec(id);
    const name = (0,_words_words_js__WEBPACK_IMPORTED_MODULE_4__/* .nearest */ .pA)(id.slice(0, time?.index), Object.keys(project.policy.sources));
    const source = name === undefined ? undefined : project.policy.sources[name];
    const known = source ? (await project.catalog(source)).entries.map((entry) => entry.id) : [];
    const near = (0,_words_words_js__WEBPACK_IMPORTED_MODULE_4__/* .nearest */ .pA)(id, known);
    return near ? `Did you mean ${near}?` : known[0] && `There is ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_4__/* .namesSome */ .Tc)(known, 10)}.`;
}
/** Throws `usage` where an id is of none of the sources that were named: one of the two is not meant. */
function requireSource({ entry, shelved }, named) {
    if (named === undefined || named.includes(shelved.name))
        return;
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('usage', `${entry.id} is a backup of ${shelved.name}, not of ${named.join(' or ')}`, {
        hint: 'Leave --source out: an id already names one backup.',
    });
}
/** What a catalog cannot say: a Problem for each store that was not listed, and for each manifest that cannot be parsed. */
function gapsOf({ unread, damaged }) {
    return [
        ...unread.map(({ store, message, hint }) => new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('store-failed', `${store} could not be listed: ${message}`, { hint })),
        ...damaged.map(({ message }) => new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('manifest-damaged', message, { hint: _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .remedy */ .zL.damaged })),
    ];
}
/** Nothing may be concluded from a store that could not be read. */
function notFound({ unread }, what) {
    if (unread.length === 0)
        return ['unknown-id', what];
    const stores = unread.map(({ store, message }) => `; ${store} could not be read: ${message}`);
    return ['store-failed', `${what}${stores.join('')}`];
}
/** The newest backup that can be restored, of a time or before it; throws `unknown-id` naming what there is. */
function newestEntry(catalog, { now, timezone }, at) {
    const good = catalog.entries.filter((entry) => (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .isUsable */ .Ng)(entry, now));
    const entry = good.find((candidate) => !at || candidate.startedAt <= at);
    if (entry)
        return entry;
    const oldest = good.at(-1);
    const deleted = catalog.entries.find(({ trashed }) => trashed);
    const [orphan] = catalog.entries.filter((entry) => (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .brokenChain */ .Zm)(entry, now) !== undefined);
    const [damaged] = catalog.damaged;
    if (damaged && !oldest)
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('manifest-damaged', damaged.message, { hint: _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .remedy */ .zL.damaged });
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF(...notFound(catalog, `${catalog.source} has no backup${at ? ` from ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_4__/* .formatTime */ .fU)(at, timezone)} or before` : ''}`), {
        hint: oldest
            ? `The oldest is from ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_4__/* .formatTime */ .fU)(oldest.startedAt, timezone)}.`
            : orphan?.broken
                ? `${orphan.id} cannot be restored: ${orphan.broken.because}. ${orphan.broken.hint}`
                : deleted
                    ? `Its backups are deleted: \`backproof undelete --id ${deleted.id}\` brings one back.`
                    : (catalog.unread[0]?.hint ?? `Run \`backproof backup --source ${catalog.source}\`.`),
    });
}
/**
 * The name of a store that has the backup whole: the one asked for, or the first. Throws `manifest-foreign` for a backup
 * that does not count, `usage` where the store asked for has no copy.
 */
function requireCopy(entry, store) {
    if (entry.foreign !== undefined) {
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('manifest-foreign', `${entry.id} does not count: ${entry.foreign}`, {
            hint: 'It is neither restored nor proven. `backproof list` shows the backups that count.',
        });
    }
    const name = store === undefined
        ? entry.copies[0]
        : [...entry.copies, ...(entry.damaged ?? []).map((copy) => copy.store)].find((copy) => copy === store);
    if (name)
        return name;
    const copies = entry.copies.join(', ');
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('usage', `${store} has no intact copy of ${entry.id}`, { hint: `There is one in ${copies}.` });
}
/** Throws unless this version can restore the backup: `object-missing` where what it builds on is gone. */
function requireRestorable({ id, manifest, broken }) {
    if (broken?.standing === 'orphaned')
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('object-missing', `${id} cannot be restored: ${broken.because}`, { hint: broken.hint });
    const log = (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .readLogName */ .wu)(manifest.source);
    if (log === undefined)
        return;
    const what = manifest.kind === 'log' ? 'is a piece of a log' : 'is what a log is played onto';
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('usage', `${id} ${what}, and not restored by itself`, {
        hint: `Run \`${(0,_judge_judge_js__WEBPACK_IMPORTED_MODULE_1__/* .restoreAt */ .YZ)({ name: log.source, engine: manifest.engine }, 'latest')}\`, or with the time that you want.`,
    });
}
/** A time as people type it: without an offset in the policy's zone, as everywhere in the policy. Throws `usage`. */
function parseAt(text, { timezone }) {
    const written = (0,_time_time_js__WEBPACK_IMPORTED_MODULE_3__/* .parseDate */ ._U)(text);
    if (written)
        return (0,_time_time_js__WEBPACK_IMPORTED_MODULE_3__/* .instantOf */ .B9)(written, timezone);
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('usage', `${JSON.stringify(text)} is not a time`, { hint: 'Write it as 2026-02-14T12:00:00Z.' });
}


/***/ }),

/***/ 39587:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   TL: () => (/* binding */ quoted),
/* harmony export */   UM: () => (/* binding */ saidBeside),
/* harmony export */   uN: () => (/* binding */ policyOption)
/* harmony export */ });
/* harmony import */ var _policy_file_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(24895);

/** A word of a command to paste, quoted where a shell would take it apart. */
function quoted(text) {
    return /^[\w./:@-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
/** What makes a command to paste find the same policy. */
function policyOption(path) {
    return path === undefined || _policy_file_js__WEBPACK_IMPORTED_MODULE_0__/* .defaultPaths */ .KJ.some((usual) => usual === path) ? '' : ` --policy ${quoted(path)}`;
}
/** What was typed beside the names, so that a command to paste does not lose it. */
function saidBeside({ because, policy, confirm = [] }) {
    const confirmed = confirm.map((name) => ` --confirm ${quoted(name)}`).join('');
    return `${because === undefined ? '' : ` --because ${quoted(because)}`}${policyOption(policy)}${confirmed}`;
}


/***/ }),

/***/ 40787:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ scheduleWarnings)
/* harmony export */ });
/* harmony import */ var _plan_plan_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(45071);

/** That nothing calls `run` any more, where the stores tell so, and what to type. */
function scheduleWarnings({ policy }, source, catalog, now) {
    const health = catalog && (0,_plan_plan_js__WEBPACK_IMPORTED_MODULE_0__/* .scheduleHealth */ .WD)(source, catalog, { now, timezone: policy.timezone });
    return health?.state === 'silent' ? [`${health.message}. ${health.hint}`] : [];
}


/***/ }),

/***/ 52052:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Mj: () => (/* binding */ confirmSettled),
/* harmony export */   U3: () => (/* binding */ confirmPlan),
/* harmony export */   gy: () => (/* binding */ refusePlan),
/* harmony export */   hp: () => (/* binding */ savePlan),
/* harmony export */   m3: () => (/* binding */ readPlan)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(99131);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(73477);
/* harmony import */ var _policy_policy_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(35472);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(35447);
/* harmony import */ var _words_words_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(36364);
/* harmony import */ var _settle_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(54614);







const schema = zod__WEBPACK_IMPORTED_MODULE_6__/* .object */ .Ikc({
    version: zod__WEBPACK_IMPORTED_MODULE_6__/* .literal */ .euz(1),
    /** SHA-256 of the policy file's bytes. */
    policy: zod__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP(),
    /** The moment that was decided for; the same is used again. */
    at: zod__WEBPACK_IMPORTED_MODULE_7__/* .datetime */ .w$(),
    sources: zod__WEBPACK_IMPORTED_MODULE_6__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_6__/* .object */ .Ikc({
        source: zod__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP(),
        /** What the policy keeps, in words: for the difference to one that has changed since. */
        rules: zod__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP(),
        /** Every backup as it was: each fact that a decision rests on. */
        entries: zod__WEBPACK_IMPORTED_MODULE_6__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_6__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP())),
        deletes: zod__WEBPACK_IMPORTED_MODULE_6__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP()),
        /** Copies that go by the rules of their store, of backups that are kept: "id store". */
        copies: zod__WEBPACK_IMPORTED_MODULE_6__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP()),
        /** Deleted backups whose grace period is over: they are removed for good. */
        purges: zod__WEBPACK_IMPORTED_MODULE_6__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP()).default([]),
        /** By id and store, until when an object lock holds what would go else. */
        locks: zod__WEBPACK_IMPORTED_MODULE_6__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_6__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_7__/* .datetime */ .w$())).default({}),
    })),
});
/** Decides for every source of the project, and writes down what that rests on. */
async function savePlan(project, catalogs, now) {
    const { policy, world } = project;
    const sources = [];
    for (const source of project.sources) {
        const catalog = catalogs.find((one) => one.source === source.name);
        if (!catalog)
            continue;
        const { places } = await project.places(source);
        const settled = await (0,_settle_js__WEBPACK_IMPORTED_MODULE_5__/* .settle */ .G9)(policy, source, catalog, { now, thawed: false, places, signal: world.signal });
        sources.push(describe(policy, source, catalog, settled));
    }
    return { version: 1, policy: policy.digest, at: now.toISOString(), sources };
}
function describe(policy, source, { entries }, settled) {
    return {
        source: source.name,
        rules: (0,_policy_policy_js__WEBPACK_IMPORTED_MODULE_2__/* .describeRetention */ .uN)(source.retention, policy.timezone).join(', '),
        entries: Object.fromEntries(entries.map((entry) => [entry.id, stateOf(entry)])),
        ...goingOf(settled),
        locks: Object.fromEntries([...settled.locks].flatMap(([id, stores]) => {
            const until = [...stores].map(([store, at]) => [store, dateOf(at).toISOString()]);
            return until.length > 0 ? [[id, Object.fromEntries(until)]] : [];
        })),
    };
}
/** A legal hold has no end; a text of JSON has one. */
const lastDate = new Date('9999-12-31T00:00:00Z');
const dateOf = (at) => (at > lastDate ? lastDate : at);
function goingOf({ decided, copies, purges }) {
    return {
        deletes: decided.decisions.filter(({ keep }) => !keep).map(({ entry }) => entry.id),
        copies: copies.filter(({ keep }) => !keep).map(({ entry, store }) => `${entry.id} ${store}`),
        purges: [...purges],
    };
}
function locksOf({ locks }) {
    const dates = (stores) => new Map(Object.entries(stores).map(([store, until]) => [store, new Date(until)]));
    return new Map(Object.entries(locks).map(([id, stores]) => [id, dates(stores)]));
}
/** Another copy, hold, proof or mark makes another state. */
function stateOf(entry) {
    const { manifest, copies, held, trashed, marked, released = [], foreign, proofs } = entry;
    const list = (stores) => [...stores].sort().join(' ') || 'none';
    const proof = ({ level, outcome, startedAt }) => `${level} ${outcome} ${startedAt.toISOString()}`;
    return {
        manifest: (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(JSON.stringify(manifest)).digest('hex').slice(0, 16),
        copies: list(copies),
        held: held ? 'yes' : 'no',
        deleted: trashed
            ? `${trashed.at.toISOString()}, to be purged ${trashed.purgeAfter.toISOString()}`
            : list([...marked, ...released]),
        proofs: list(proofs.map(proof)),
        counts: foreign ?? 'yes',
    };
}
/** A plan as `plan --save` wrote it. Throws `usage` for a file that is none. */
async function readPlan(path) {
    const hint = 'Write one with `backproof plan --save FILE`.';
    let text;
    try {
        text = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)(path, 'utf8');
    }
    catch (cause) {
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_3__/* .Problem */ .AF('usage', `the plan ${path} cannot be read: ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_4__/* .reasonOf */ .A3)(cause)}`, { hint, cause });
    }
    try {
        return schema.parse(JSON.parse(text));
    }
    catch (cause) {
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_3__/* .Problem */ .AF('usage', `${path} is not a plan`, { hint, cause });
    }
}
/** Why a plan is not carried out; `usage`: not because something has happened since, but because it is not of this policy. */
function refusePlan({ at }, why, code = 'retention-refused') {
    return new _problem_js__WEBPACK_IMPORTED_MODULE_3__/* .Problem */ .AF(code, `the plan of ${at} is not carried out: ${why}`, {
        hint: 'Make a new plan with `backproof plan --save FILE`, check it, and carry out that one.',
    });
}
/** Throws `usage` for a plan of another policy, `retention-refused` with the difference unless the plan still says, to the letter, what would be done. */
function confirmPlan(saved, project, source, catalog) {
    const at = new Date(saved.at);
    if (at > project.world.now())
        throw refusePlan(saved, 'it is dated in the future');
    const then = saved.sources.find((one) => one.source === source.name);
    const rules = (0,_policy_policy_js__WEBPACK_IMPORTED_MODULE_2__/* .describeRetention */ .uN)(source.retention, project.policy.timezone).join(', ');
    if (saved.policy !== project.policy.digest) {
        const same = then === undefined || rules === then.rules;
        const change = same ? '' : `: that one kept ${then.rules} of ${source.name}, this one keeps ${rules}`;
        throw refusePlan(saved, `it was made with another policy${change}`, 'usage');
    }
    if (!then)
        throw refusePlan(saved, `it does not mention ${source.name}`, 'usage');
    const moment = { now: at, thawed: false };
    const now = describe(project.policy, source, catalog, (0,_settle_js__WEBPACK_IMPORTED_MODULE_5__/* .settleWith */ ._1)(project.policy, source, catalog, locksOf(then), moment));
    const difference = differences(then.entries, now.entries);
    if (difference.length > 0)
        throw refusePlan(saved, `${source.name} has changed: ${shorten(difference)}`);
    if (!isSame(then, now))
        throw refusePlan(saved, `it does not delete what the policy deletes of ${source.name}`);
}
/** A plan is carried out exactly, or not at all: an object lock may have come, or gone, since. */
function confirmSettled(saved, source, settled) {
    const then = saved.sources.find((one) => one.source === source.name);
    const { decided, copies } = settled;
    const spared = decided.decisions.find(({ entry, keep }) => keep && then?.deletes.includes(entry.id)) ??
        copies.find(({ entry, store, keep }) => keep && then?.copies.includes(`${entry.id} ${store}`));
    if (spared)
        throw refusePlan(saved, `${spared.entry.id} must stay: ${spared.because.join('; ')}`);
    if (!then || !isSame(then, goingOf(settled)))
        throw refusePlan(saved, `more of ${source.name} would be deleted than it says: an object lock has expired`);
}
function isSame(one, other) {
    const text = ({ deletes, copies, purges }) => JSON.stringify([deletes, copies, purges]);
    return text(one) === text(other);
}
function differences(then, now) {
    const ids = [...new Set([...Object.keys(then), ...Object.keys(now)])];
    return ids.flatMap((id) => {
        const [was, is] = [then[id], now[id]];
        if (!was)
            return [`${id} is new`];
        if (!is)
            return [`${id} is gone`];
        const facts = [...new Set([...Object.keys(was), ...Object.keys(is)])].filter((fact) => was[fact] !== is[fact]);
        return facts.map((fact) => `${fact} of ${id}: ${was[fact]}, now ${is[fact]}`);
    });
}
const shorten = (words) => words.length > 5 ? `${words.slice(0, 5).join('; ')}; and ${words.length - 5} more` : words.join('; ');


/***/ }),

/***/ 54614:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G9: () => (/* binding */ settle),
/* harmony export */   Vx: () => (/* binding */ lockOf),
/* harmony export */   _1: () => (/* binding */ settleWith),
/* harmony export */   bL: () => (/* binding */ agreed)
/* harmony export */ });
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(34848);
/* harmony import */ var _judge_judge_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(80825);
/* harmony import */ var _retain_retain_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6078);
/* harmony import */ var _words_words_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(36364);




/**
 * Decides, asks for the object locks of what would go, and decides again until nothing goes that was not asked for: what a
 * lock keeps may make something else go.
 */
async function settle(policy, source, catalog, { places, signal, ...moment }) {
    const locks = new Map();
    for (;;) {
        const settled = settleWith(policy, source, catalog, locks, moment);
        const going = [...settled.decided.decisions, ...settled.copies]
            .filter(({ keep }) => !keep)
            .map(({ entry }) => entry);
        const open = new Map(going.filter(({ id }) => !locks.has(id)).map((entry) => [entry.id, entry]));
        if (open.size === 0)
            return settled;
        await (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .eachAtOnce */ .GU)([...open.values()], async (entry) => {
            locks.set(entry.id, await locksOf(entry, places, signal));
        });
    }
}
/**
 * What was decided twice, by two readings of the stores: only what goes by both goes. What one wrong answer, or one altered
 * cache, adds to either waits for the next run. Gives the ids that wait, of which nothing is changed.
 */
function agreed(first, second) {
    const going = new Set(first.decided.decisions.flatMap(({ entry, keep }) => (keep ? [] : [entry.id])));
    const leaving = new Set(first.copies.flatMap(({ entry, store, keep }) => (keep ? [] : [`${entry.id} ${store}`])));
    const because = ['only one of two readings of the stores would delete it: the next run decides'];
    const waiting = [];
    const all = second.decided.decisions;
    const both = all.flatMap(({ entry, keep }) => (!keep && going.has(entry.id) ? [entry.id] : []));
    // What waits needs what it depends on.
    const needed = (0,_retain_retain_js__WEBPACK_IMPORTED_MODULE_2__/* .basesThatStay */ .Z0)(all.map(({ entry }) => entry), new Set(both));
    const decisions = all.map((decision) => {
        const { entry, keep } = decision;
        const base = needed.get(entry.id);
        if (keep || (going.has(entry.id) && base === undefined))
            return decision;
        waiting.push(entry.id);
        return { ...decision, keep: true, because: base === undefined ? because : [base] };
    });
    const copies = second.copies.map((copy) => {
        if (copy.keep || leaving.has(`${copy.entry.id} ${copy.store}`))
            return copy;
        waiting.push(copy.entry.id);
        return { ...copy, keep: true, because, needs: [] };
    });
    const purges = second.purges.filter((id) => first.purges.includes(id));
    return { settled: { ...second, decided: { ...second.decided, decisions }, copies, purges }, waiting };
}
/** Decides by locks that are known. */
function settleWith(policy, source, catalog, locks, { now, thawed }) {
    const { timezone } = policy;
    const lockedUntil = ({ id }, store) => locks.get(id)?.get(store);
    const entries = catalog.entries.map((entry) => withLock(entry, locks.get(entry.id)));
    const illegible = (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .illegibleIn */ .nw)(catalog).map(({ message }) => message);
    const unusual = (0,_judge_judge_js__WEBPACK_IMPORTED_MODULE_1__/* .freezesBy */ .Es)((0,_judge_judge_js__WEBPACK_IMPORTED_MODULE_1__/* .judgeAnomalies */ .J4)(source, catalog, now));
    const deciding = { now, timezone, unread: catalog.unread, illegible, unusual, thawed };
    const made = (0,_retain_retain_js__WEBPACK_IMPORTED_MODULE_2__/* .decide */ .LD)(entries, source.retention, deciding);
    if ('refused' in made)
        throw made.refused;
    const copies = (0,_retain_retain_js__WEBPACK_IMPORTED_MODULE_2__/* .decideCopies */ .ui)(made, (0,_retain_retain_js__WEBPACK_IMPORTED_MODULE_2__/* .storeRules */ .Fo)(policy, source), { now, timezone, lockedUntil });
    const { grace } = source.retention;
    const over = entries.filter(({ trashed, held }) => trashed && (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .purgeAt */ .lS)(trashed, grace) <= now && !held);
    // Whatever is deleted can be brought back for as long as it is there, and a kept increment needs all before it.
    const needed = (0,_retain_retain_js__WEBPACK_IMPORTED_MODULE_2__/* .basesThatStay */ .Z0)(entries, new Set(over.map(({ id }) => id)));
    const purges = over.map(({ id }) => id).filter((id) => !needed.has(id));
    if (made.frozen === undefined || over.length === 0) {
        const spared = [...needed].map(([id, because]) => `backup ${id} is deleted, but not purged: ${because}`);
        return { decided: { ...made, findings: [...made.findings, ...spared] }, copies, purges, locks };
    }
    // They may be the last usable ones: what froze deletion may predate theirs.
    const spared = `${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_3__/* .plural */ .LS)(over.length, 'deleted backup')} past the grace period ${over.length === 1 ? 'is' : 'are'} not purged while deletion is frozen: ${over[0]?.id}`;
    return { decided: { ...made, findings: [...made.findings, spared] }, copies, purges: [], locks };
}
function withLock(entry, locks) {
    if (!locks || locks.size === 0)
        return entry;
    return { ...entry, lockedUntil: new Date(Math.max(...[...locks.values()].map((until) => until.getTime()))) };
}
/** By store, until when its object lock forbids the removal. */
async function locksOf({ manifest, copies, released = [] }, places, signal) {
    const locks = new Map();
    for (const place of places.filter(({ name }) => copies.includes(name) || released.includes(name))) {
        const until = await lockOf(place, manifest, signal);
        if (until)
            locks.set(place.name, until);
    }
    return locks;
}
/** Until when a lock on a backup's manifest or its first part forbids the removal of this copy; undefined: there is none. */
async function lockOf({ store }, { source, id, parts }, signal) {
    if (store.lockless)
        return undefined;
    const keys = [
        _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .objectName */ .Hd.manifest(source, id),
        ...parts.slice(0, 1).map(({ name }) => _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .objectName */ .Hd.data(source, id, name)),
    ];
    const heads = await Promise.all(keys.map((key) => store.head(key, signal)));
    const locks = heads.flatMap((head) => (head?.lockedUntil ? [head.lockedUntil.getTime()] : []));
    return locks.length > 0 ? new Date(Math.max(...locks)) : undefined;
}


/***/ })

};
