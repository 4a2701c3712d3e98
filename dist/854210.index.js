export const id = 854210;
export const ids = [854210];
export const modules = {

/***/ 59775:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $f: () => (/* binding */ Seats),
/* harmony export */   Xs: () => (/* binding */ Turnstile),
/* harmony export */   qz: () => (/* binding */ widthOf)
/* harmony export */ });
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(48161);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(35447);


/** At most so many at once, in the order in which they came. */
class Turnstile {
    #most;
    #inside = 0;
    #waiting = [];
    constructor(most) {
        this.#most = most;
    }
    /** Waits for a turn, which is over when what this gives is disposed of. Throws `cancelled` when the signal fires first. */
    async take(signal) {
        if (signal.aborted)
            throw (0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .cancelled */ .KW)(signal);
        if (this.#inside >= this.#most)
            await this.#wait(signal);
        else
            this.#inside += 1;
        let over = false;
        return {
            [Symbol.dispose]: () => {
                if (over)
                    return;
                over = true;
                this.#leave();
            },
        };
    }
    /** A turn is passed on directly, never released in between: a newcomer cannot get in before those who wait. */
    #leave() {
        const next = this.#waiting.shift();
        if (next)
            next();
        else
            this.#inside -= 1;
    }
    async #wait(signal) {
        await new Promise((resolve, reject) => {
            const enter = () => {
                signal.removeEventListener('abort', stop);
                resolve();
            };
            const stop = () => {
                this.#waiting.splice(this.#waiting.indexOf(enter), 1);
                reject((0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .cancelled */ .KW)(signal));
            };
            this.#waiting.push(enter);
            signal.addEventListener('abort', stop, { once: true });
        });
    }
}
/** What is smaller waits for round trips and not for cores. */
const heavyBytes = 8 << 20;
/** `concurrency` is the policy's; absent: by the cores of this machine. Pure. */
function widthOf(concurrency, cores = (0,node_os__WEBPACK_IMPORTED_MODULE_0__.availableParallelism)()) {
    if (concurrency !== undefined)
        return { sources: concurrency, heavy: concurrency, perServer: concurrency };
    // A dump seals in all cores: a second one beside it pays where there are many, and needs as much memory again.
    return { sources: cores > 1 ? 16 : 8, heavy: cores >= 8 ? 2 : 1, perServer: 4 };
}
/** What sources that are worked on at once take in turns. Whoever takes both takes the server first. */
class Seats {
    #heavy;
    #perServer;
    #servers = new Map();
    constructor({ heavy, perServer }) {
        this.#heavy = new Turnstile(heavy);
        this.#perServer = perServer;
    }
    /**
     * One dump at a time of each server; undefined: there is none to spare. `several`: of a server whose databases are sources of
     * their own, as many as the policy wants.
     */
    async server(name, signal, most = 'one') {
        if (name === undefined)
            return free;
        const key = `${most} ${name}`;
        const turnstile = this.#servers.get(key) ?? new Turnstile(most === 'one' ? 1 : this.#perServer);
        this.#servers.set(key, turnstile);
        return turnstile.take(signal);
    }
    /** For work on so many bytes. */
    async heavy(bytes, signal) {
        return bytes < heavyBytes ? free : this.#heavy.take(signal);
    }
}
const free = { [Symbol.dispose]() { } };


/***/ }),

/***/ 1813:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  hR: () => (/* binding */ asSourceName),
  qm: () => (/* binding */ asWritten),
  kR: () => (/* binding */ requireNames),
  nn: () => (/* binding */ selectSources),
  Lt: () => (/* binding */ sourceNamed),
  L3: () => (/* binding */ withDatabases)
});

// EXTERNAL MODULE: ./policy/policy.js + 76 modules
var policy_policy = __webpack_require__(35472);
// EXTERNAL MODULE: ./problem.js
var problem_0 = __webpack_require__(35447);
// EXTERNAL MODULE: ./words/words.js + 6 modules
var words = __webpack_require__(36364);
;// CONCATENATED MODULE: ./command/project/databases/expand.js



/**
 * The sources that one source of the policy stands for: by the server's answer, else by the last list, else by what the stores
 * have. What could not be read is never taken for what is not there: without an answer, and without every store's list, whatever
 * has a folder is one. Pure.
 */
function expand(group, { answer, listed, shelved, isPartial, doubt }) {
    const rule = group.databases ?? { include: [], exclude: [] };
    const takes = (database) => (0,policy_policy/* takesDatabase */.CB)(rule, database);
    const named = (databases) => new Map(databases.map((one) => [(0,policy_policy/* memberName */.eg)(group.name, one), one]));
    const inStores = new Map(shelved.flatMap((name) => {
        const member = (0,policy_policy/* readMember */.hd)(name);
        return member?.group === group.name ? [[name, member.database ?? name.slice(group.name.length + 1)]] : [];
    }));
    const before = named((listed?.databases ?? []).filter(takes));
    const isAnswered = answer !== undefined && 'databases' in answer;
    const onServer = isAnswered ? answer.databases : [];
    const guessed = listed === undefined || isPartial ? [...inStores].filter(([, database]) => takes(database)) : [];
    const there = isAnswered ? named(onServer.filter(takes)) : new Map([...guessed, ...before]);
    const sorted = [...there].sort(([a], [b]) => (a < b ? -1 : 1));
    const build = ([name, database], carries) => {
        const member = (0,policy_policy/* kindOf */.I)(group.engine).member?.(group, { group: group.name, database, carries });
        if (member === undefined)
            throw new Error(`${group.engine} has no databases`);
        return { ...member, name };
    };
    const away = [...new Map([...inStores, ...before])].filter(([name]) => !there.has(name));
    const fresh = isAnswered ? [...there.keys()].filter((name) => !before.has(name) && !inStores.has(name)) : [];
    const onIt = named(onServer);
    const vanished = isAnswered ? [...before.keys()].filter((name) => !onIt.has(name)) : [];
    const leftOut = away.filter(([name, database]) => (isAnswered ? onIt.has(name) : !takes(database)));
    const failure = answer === undefined || sorted.length > 0 ? undefined : failureOf(group, answer);
    const unlisted = answer !== undefined && 'failure' in answer ? answer.failure : failure;
    return {
        group,
        members: sorted.map((one, at) => build(one, at === 0)),
        gone: away.sort(([a], [b]) => (a < b ? -1 : 1)).map((one) => build(one, false)),
        fresh: fresh.sort(),
        vanished: vanished.sort(),
        leftOut: new Set(leftOut.map(([name]) => name)),
        ...(doubt === undefined || isAnswered ? {} : { doubt }),
        ...(listed === undefined || isAnswered ? {} : { listedAt: listed.at }),
        ...(unlisted === undefined ? {} : { failure: unlisted }),
    };
}
/** Patterns that match nothing are a mistake, or all is lost: neither may pass for a backup. */
function failureOf({ name, databases }, answer) {
    if ('failure' in answer)
        return answer.failure;
    const { include = [], exclude = [] } = databases ?? {};
    const patterns = [...include, ...exclude.map((one) => `!${one}`)].join(', ');
    const count = answer.databases.length;
    const message = count === 0
        ? `the server of ${name} has no database`
        : `none of the ${(0,words/* plural */.LS)(count, 'database')} on the server of ${name} matches ${patterns}`;
    return new problem_0/* Problem */.AF('source-failed', message, {
        hint: `Check databases of ${name} in the policy: * is any run of characters, ? is one, and a leading ! leaves out.`,
    });
}

// EXTERNAL MODULE: ./catalog/catalog.js + 43 modules
var catalog = __webpack_require__(34848);
// EXTERNAL MODULE: ./engine/engine.js + 4 modules
var engine = __webpack_require__(7647);
// EXTERNAL MODULE: ./progress.js
var progress = __webpack_require__(17973);
// EXTERNAL MODULE: ./command/project/folders.js
var project_folders = __webpack_require__(85893);
;// CONCATENATED MODULE: ./command/project/databases/trust.js




/**
 * Which list counts, and what speaks against it. A damaged list, or one that a wrong clock has dated, may have been the newest. A store
 * that cannot be reached leaves it to the others. Pure.
 */
function judgeLists({ name, databases }, reads, { shelved, now, timezone }) {
    const lists = reads.flatMap((one) => (one.kind === 'list' ? [one] : []));
    const ahead = lists.find(({ list }) => (0,catalog/* isAhead */.Y0)(list.at, now));
    const counting = lists.filter(({ list }) => !(0,catalog/* isAhead */.Y0)(list.at, now)).map(({ list }) => list);
    const [listed] = counting.sort((a, b) => b.at.getTime() - a.at.getTime());
    const problems = reads.flatMap((one) => (one.kind === 'unread' ? [one.problem] : []));
    const damaged = problems.find((problem) => (0,problem_0/* isProblem */.AN)(problem, 'object-damaged'));
    const unread = damaged ?? (listed === undefined ? problems[0] : undefined);
    const patterns = (0,policy_policy/* patternsOf */.D4)(databases ?? { include: [], exclude: [] });
    const doubt = unread
        ? unread.message
        : ahead
            ? `the list in ${ahead.place.name} is dated ${(0,words/* formatTime */.fU)(ahead.list.at, timezone)}, in the future, so it does not count: a clock is wrong`
            : listed === undefined
                ? shelved.some((one) => (0,policy_policy/* readMember */.hd)(one)?.group === name)
                    ? 'there are backups of some, but no store has the list'
                    : undefined
                : samePatterns(listed.patterns, patterns)
                    ? undefined
                    : `the list of ${(0,words/* formatTime */.fU)(listed.at, timezone)} was made by other patterns (${shown(listed.patterns)}) than the policy has now (${shown(patterns)})`;
    return { ...(listed === undefined ? {} : { listed }), ...(doubt === undefined ? {} : { doubt }) };
}
const samePatterns = (a, b) => JSON.stringify([...new Set(a)].sort()) === JSON.stringify([...new Set(b)].sort());
const shown = (patterns) => (patterns.length === 0 ? 'all' : patterns.join(', '));

;// CONCATENATED MODULE: ./command/project/databases/look.js







/** What the stores of a source say of its databases. A store that cannot be read is named by whoever reads backups from it. */
async function lookIntoStores(project, group) {
    const { signal, now } = project.world;
    const { places, failed } = await project.places(group);
    const lists = failed.map(({ problem }) => ({ kind: 'unread', problem }));
    let isPartial = failed.length > 0;
    const readList = async (place) => {
        try {
            const list = await (0,catalog/* readDatabases */.Tj)(place, group.name, project.policy.encryption.signers, signal);
            lists.push(list === undefined ? { kind: 'none' } : { kind: 'list', place, list });
        }
        catch (problem) {
            if (!(0,problem_0/* isProblem */.AN)(problem) || problem.code === 'cancelled')
                throw problem;
            lists.push({ kind: 'unread', problem });
        }
    };
    // One that cannot be read says nothing against what the other says.
    const seen = async (reading) => {
        try {
            return [...(await reading)];
        }
        catch (error) {
            if (!(0,problem_0/* isFailure */.N6)(error) || (0,problem_0/* isProblem */.AN)(error, 'cancelled'))
                throw error;
            isPartial = true;
            return [];
        }
    };
    const reading = Promise.all(places.map(readList));
    const found = Promise.all(places.map(({ store }) => seen((0,project_folders/* foldersOf */.p)(store, signal).then((names) => new Set(names)))));
    const [, folders] = await Promise.all([reading, found]);
    const shelved = [...new Set(folders.flat().flatMap((folder) => (0,catalog/* sourceOfFolder */.ly)(folder) ?? []))];
    const { listed, doubt } = judgeLists(group, lists, { shelved, now: now(), timezone: project.policy.timezone });
    const isEverywhere = lists.every((one) => one.kind === 'list' && one.list.at.getTime() === listed?.at.getTime());
    isPartial ||= doubt !== undefined || lists.some(({ kind }) => kind === 'unread');
    return {
        ...(listed === undefined ? {} : { listed }),
        ...(doubt === undefined ? {} : { doubt }),
        ...{ shelved, isPartial, isEverywhere },
    };
}
/** What the server answers. */
async function askServer(project, group) {
    const { world, bench } = project;
    try {
        const { list } = await (0,engine/* engineOf */.ky)(group.engine);
        if (list === undefined)
            throw new Error(`${group.engine} lists no databases`);
        const databases = await (0,progress/* during */.iW)(world.log, { what: `${group.name}: listing the databases` }, () => list(group, bench, world.signal));
        return { databases };
    }
    catch (error) {
        if (!(0,problem_0/* isFailure */.N6)(error) || (0,problem_0/* isProblem */.AN)(error, 'cancelled'))
            throw error;
        return { failure: error };
    }
}
/** An unchanged list says once a day that it is still true. */
const renewMs = 20 * 3_600_000;
/** Keeps the answer for those who cannot ask. A store that refuses it refuses the backups as well, and is told there. */
async function keepList(project, { name, stores, databases: rule = { include: [], exclude: [] } }, databases, { listed, isPartial, isEverywhere }) {
    const { world } = project;
    const signing = signingKeyOf(project);
    if (signing === 'cannot')
        return;
    const list = { at: world.now(), patterns: (0,policy_policy/* patternsOf */.D4)(rule), databases: databases.toSorted() };
    if (databases.length > catalog/* mostDatabases */.En)
        return world.log.warning(`${name}: it stands for ${databases.length} databases, and a list that gates go by takes ${catalog/* mostDatabases */.En}: share them among several sources, each with its own patterns`);
    const age = listed === undefined ? Number.POSITIVE_INFINITY : list.at.getTime() - listed.at.getTime();
    const isSame = JSON.stringify(listed?.databases) === JSON.stringify(list.databases);
    if (isSame && !isPartial && isEverywhere && age >= 0 && age < renewMs)
        return;
    const { places } = await project.places({ name, stores });
    for (const { place, problem } of await (0,catalog/* putDatabases */.iC)(places, name, list, signing, world.signal)) {
        if (!(0,problem_0/* isFailure */.N6)(problem))
            throw problem;
        world.log.warning(`${name}: which databases there are could not be written to ${place.name}, so who reads only that store does not know of new ones: ${(0,problem_0/* messageOf */.bD)(problem)}`);
    }
}
/** Who cannot sign leaves the list that is there: readers would take no other. What is wrong with the key is told where one is needed. */
function signingKeyOf(project) {
    try {
        return project.signingKey();
    }
    catch (error) {
        if ((0,problem_0/* isProblem */.AN)(error, 'key-missing', 'key-invalid'))
            return 'cannot';
        throw error;
    }
}

;// CONCATENATED MODULE: ./command/project/databases/open.js





/**
 * The project with every source that stands for the databases of a server replaced by those. Of a server that is asked, only the
 * sources that are named; the stores tell of the others.
 */
async function withDatabases(project, names, asked) {
    const { policy } = project;
    const groups = Object.values(policy.sources).filter(({ databases }) => databases !== undefined);
    if (groups.length === 0)
        return project;
    const isNamed = ({ name }) => names.length === 0 || names.some((one) => groupOf(one) === name);
    const expansions = await Promise.all(groups.map((group) => expansionOf(project, group, isNamed(group) ? asked : 'stores')));
    const byName = new Map(expansions.map((one) => [one.group.name, one]));
    const sources = Object.values(policy.sources).flatMap((source) => {
        const members = byName.get(source.name)?.members ?? [];
        // Of a source of which nothing is known, all that can be said is that it has no backup.
        return members.length > 0 ? members : [source];
    });
    return project.expanded({ ...policy, sources: byNameOf(sources) }, expansions);
}
/** The policy with its sources as they are written: what concerns one of them does so once, however many databases it has. */
function asWritten({ policy, expansions }) {
    const groups = new Map(expansions.map(({ group }) => [group.name, group]));
    const sources = Object.values(policy.sources).map((source) => groups.get(source.member?.group ?? '') ?? source);
    return { ...policy, sources: byNameOf(sources) };
}
const byNameOf = (sources) => Object.assign(Object.create(null), Object.fromEntries(sources.map((source) => [source.name, source])));
const groupOf = (name) => name.replace(/\/.*$/s, '');
async function expansionOf(project, group, asked) {
    const looking = lookIntoStores(project, group);
    if (asked === 'stores')
        return expand(group, await looking);
    const [shelved, answer] = await Promise.all([looking, askServer(project, group)]);
    if (asked === 'either' && 'failure' in answer) {
        const { failure } = answer;
        if (!(0,problem_0/* isProblem */.AN)(failure, 'secret-missing'))
            project.world.log.warning(`${group.name}: the server was not asked for its databases: ${(0,problem_0/* messageOf */.bD)(failure)}`);
        return expand(group, shelved);
    }
    const expansion = expand(group, { ...shelved, answer });
    if ('databases' in answer && expansion.members.length > 0) {
        const databases = expansion.members.flatMap(({ member }) => member?.database ?? []);
        await keepList(project, group, databases, shelved);
    }
    return expansion;
}
/**
 * The sources that these names mean, in the order of the policy; none: all of the policy. A name of the policy that stands for
 * databases means each of them; a database may be named as the server has it. `gone`: also those that are there no more.
 */
function selectSources({ policy, expansions }, names, gone) {
    const sources = Object.values(policy.sources);
    if (names.length === 0)
        return sources;
    const away = new Map(expansions.flatMap((one) => one.gone.map((source) => [source.name, one])));
    const groups = new Map(expansions.map((one) => [one.group.name, one]));
    const wanted = new Set();
    for (const name of names) {
        const group = groups.get(name);
        const slash = name.indexOf('/');
        const escaped = slash === -1 ? name : (0,policy_policy/* memberName */.eg)(name.slice(0, slash), name.slice(slash + 1));
        const meant = [name, escaped].find((one) => Object.hasOwn(policy.sources, one) || away.has(one));
        if (group && group.members.length > 0)
            for (const member of group.members)
                wanted.add(member.name);
        else if (meant === undefined)
            throw unknownSource(policy, name, [...away.keys()]);
        else if (away.has(meant) && gone === 'refused')
            throw goneSource(away.get(meant), meant);
        else
            wanted.add(meant);
    }
    const all = [...sources, ...expansions.flatMap((one) => one.gone)];
    return all.filter(({ name }) => wanted.has(name));
}
/** The policy's source of this name, also of a database that is not there any more: with all that the policy says of it. */
function sourceNamed({ policy, expansions }, name) {
    if (Object.hasOwn(policy.sources, name))
        return policy.sources[name];
    return expansions.flatMap(({ gone }) => gone).find((source) => source.name === name);
}
/** The same name, of a database as the server has it as well. */
function asSourceName(name) {
    const slash = name.indexOf('/');
    const escaped = slash === -1 ? name : (0,policy_policy/* memberName */.eg)(name.slice(0, slash), name.slice(slash + 1));
    return (0,policy_policy/* readMember */.hd)(name) ? name : escaped;
}
/** Before a store or a server is asked: names that no database can make right. */
function requireNames(policy, names) {
    for (const name of names) {
        const group = Object.hasOwn(policy.sources, groupOf(name)) ? policy.sources[groupOf(name)] : undefined;
        if (!Object.hasOwn(policy.sources, name) && !group?.databases)
            throw unknownSource(policy, name, []);
    }
}
function unknownSource({ path, sources }, name, gone) {
    const known = [...Object.keys(sources), ...gone];
    return new problem_0/* Problem */.AF('usage', `${path} has no source ${name}`, { hint: (0,words/* suggest */.ZA)(name, known) });
}
function goneSource(expansion, name) {
    const database = expansion?.gone.find((one) => one.name === name)?.member?.database ?? name;
    const is = `${JSON.stringify(database)} is not among the databases of ${expansion?.group.name}`;
    const restores = `Its backups stay: \`backproof restore --source ${name}\` restores one`;
    return expansion?.leftOut.has(name)
        ? new problem_0/* Problem */.AF('usage', `${is}: the patterns of databases in the policy leave it out`, {
            hint: `Check databases of ${expansion.group.name} in the policy. ${restores}.`,
        })
        : new problem_0/* Problem */.AF('usage', `${is}: it has left the server`, {
            hint: `${restores}, \`backproof retire ${name}\` lets them go.`,
        });
}


/***/ }),

/***/ 85893:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   p: () => (/* binding */ foldersOf)
/* harmony export */ });
/** Names of the folders on top of a store. */
async function foldersOf(store, signal) {
    if (store.folders)
        return store.folders(signal);
    const names = new Set();
    for await (const { key } of store.list('', signal))
        if (key.includes('/'))
            names.add(key.slice(0, key.indexOf('/')));
    return [...names];
}


/***/ }),

/***/ 40433:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ makeProject),
/* harmony export */   U: () => (/* binding */ openProject)
/* harmony export */ });
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(34848);
/* harmony import */ var _plan_plan_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(45071);
/* harmony import */ var _policy_policy_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(35472);
/* harmony import */ var _retain_retain_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6078);
/* harmony import */ var _seal_seal_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(90864);
/* harmony import */ var _world_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(79148);
/* harmony import */ var _each_source_seat_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(59775);
/* harmony import */ var _databases_open_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(1813);
/* harmony import */ var _policy_file_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(24895);
/* harmony import */ var _secret_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(58182);
/* harmony import */ var _stores_open_stores_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(34350);
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











/** Every mistake is shown at its place before the one Problem that stands for all is thrown. */
function parseAloud(world, text, path, checks) {
    try {
        return (0,_policy_policy_js__WEBPACK_IMPORTED_MODULE_2__/* .parsePolicy */ .ON)(text, { path, env: world.env, checks });
    }
    catch (error) {
        (0,_secret_js__WEBPACK_IMPORTED_MODULE_9__/* .maskSecrets */ .QU)(world, (0,_policy_policy_js__WEBPACK_IMPORTED_MODULE_2__/* .secretNames */ .XG)(text));
        for (const finding of (0,_policy_policy_js__WEBPACK_IMPORTED_MODULE_2__/* .policyFindings */ .Js)(error))
            world.log.fault({ file: path, text, finding });
        throw error;
    }
}
/** Reads and checks the policy; every secret that it names is masked before anything else can print it. */
async function openProject(world, options, { patience, databases = 'stores', gone = 'refused' } = {}) {
    const names = options.source ?? [];
    const written = makeProject(world, await followed(world, options), [], patience);
    // Before anything is read, or said, of any source.
    if (options.store !== undefined)
        (0,_stores_open_stores_js__WEBPACK_IMPORTED_MODULE_10__/* .requireStore */ .L)(written.policy, options.store);
    const shard = options.shard === undefined ? undefined : (0,_plan_plan_js__WEBPACK_IMPORTED_MODULE_1__/* .parseShard */ .uK)(options.shard);
    (0,_databases_open_js__WEBPACK_IMPORTED_MODULE_7__/* .requireNames */ .kR)(written.policy, names);
    const project = await (0,_databases_open_js__WEBPACK_IMPORTED_MODULE_7__/* .withDatabases */ .L3)(written, names, databases);
    const sources = (0,_databases_open_js__WEBPACK_IMPORTED_MODULE_7__/* .selectSources */ .nn)(project, names, gone);
    return { ...project, sources: shard ? sources.filter(({ name }) => (0,_plan_plan_js__WEBPACK_IMPORTED_MODULE_1__/* .inShard */ .Iw)(name, shard)) : sources };
}
/** What the judgement of this run says to follow, or the file that lies here. */
async function followed(world, { policy }) {
    return world.footing.policy ?? (await (0,_policy_file_js__WEBPACK_IMPORTED_MODULE_8__/* .readPolicy */ .T4)(world, policy));
}
/** The same of a policy's file that was read already, here or from another branch. */
function makeProject(world, { path, text }, names, patience = 'full') {
    const checks = { recipient: _seal_seal_js__WEBPACK_IMPORTED_MODULE_4__/* .recipientFault */ .cB, signer: _seal_seal_js__WEBPACK_IMPORTED_MODULE_4__/* .signerFault */ .Hv, ..._plan_plan_js__WEBPACK_IMPORTED_MODULE_1__/* .scheduleChecks */ .py };
    const policy = parseAloud(world, text, path, checks);
    (0,_secret_js__WEBPACK_IMPORTED_MODULE_9__/* .maskSecrets */ .QU)(world, (0,_secret_js__WEBPACK_IMPORTED_MODULE_9__/* .variablesOf */ .ht)(policy));
    const stores = new _stores_open_stores_js__WEBPACK_IMPORTED_MODULE_10__/* .OpenStores */ .n(world, policy, patience);
    const seats = new _each_source_seat_js__WEBPACK_IMPORTED_MODULE_6__/* .Seats */ .$f((0,_each_source_seat_js__WEBPACK_IMPORTED_MODULE_6__/* .widthOf */ .qz)(policy.concurrency));
    const project = assemble({ world, policy, stores, seats, openedAt: world.now(), expansions: [] });
    return { ...project, sources: (0,_databases_open_js__WEBPACK_IMPORTED_MODULE_7__/* .selectSources */ .nn)(project, names, 'refused') };
}
function assemble(material) {
    const { world, policy, stores } = material;
    return {
        ...{ world, policy, openedAt: material.openedAt, seats: material.seats, expansions: material.expansions },
        sources: Object.values(policy.sources),
        expanded: (policy, expansions) => assemble({ ...material, policy, expansions }),
        place: (name) => stores.place(name),
        places: (source) => stores.places(source),
        async catalog(source, fresh) {
            const env_1 = { stack: [], error: void 0, hasError: false };
            try {
                const _ = __addDisposableResource(env_1, world.log.progress({ what: `${source.name}: reading the stores` }), false);
                const { places: found, failed } = await stores.places(source);
                const { signers } = policy.encryption;
                const unopened = failed.map(({ store, problem }) => (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .unreadOf */ .Ds)(store, problem));
                const catalog = await (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .readCatalog */ .uM)(source.name, found, {
                    expected: source.stores,
                    signers,
                    unopened,
                    cache: (store) => stores.cache(store),
                    fresh: fresh ?? { since: world.now() },
                    now: world.now(),
                    signal: world.signal,
                });
                const own = policy.sources[source.name];
                const options = { now: world.now(), timezone: policy.timezone };
                const known = catalog.entries;
                const entries = own ? (0,_retain_retain_js__WEBPACK_IMPORTED_MODULE_3__/* .narrowMissing */ .iJ)(known, own.retention, (0,_retain_retain_js__WEBPACK_IMPORTED_MODULE_3__/* .storeRules */ .Fo)(policy, own), options) : known;
                return { ...catalog, entries };
            }
            catch (e_1) {
                env_1.error = e_1;
                env_1.hasError = true;
            }
            finally {
                __disposeResources(env_1);
            }
        },
        async remember(store, { key, etag }, bytes) {
            const file = await stores.cache(store);
            file.set(key, etag, bytes);
            await file.save();
        },
        bench: benchOf(world),
        secretKeys: () => (0,_secret_js__WEBPACK_IMPORTED_MODULE_9__/* .readSecretKeys */ .fL)(world),
        signingKey: () => (0,_secret_js__WEBPACK_IMPORTED_MODULE_9__/* .readSigningKey */ .jy)(world, policy),
    };
}
function benchOf(world) {
    const { services, runId: label, cwd, temporaryDirectory, now } = world;
    return { services, baseEnv: (0,_world_js__WEBPACK_IMPORTED_MODULE_5__/* .baseEnv */ .zk)(world), label, cwd, temporaryDirectory, now };
}


/***/ }),

/***/ 34350:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  n: () => (/* binding */ OpenStores),
  L: () => (/* binding */ requireStore)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./catalog/catalog.js + 43 modules
var catalog = __webpack_require__(34848);
// EXTERNAL MODULE: ./policy/policy.js + 76 modules
var policy = __webpack_require__(35472);
// EXTERNAL MODULE: ./problem.js
var problem = __webpack_require__(35447);
// EXTERNAL MODULE: ./store/store.js + 21 modules
var store_store = __webpack_require__(63036);
// EXTERNAL MODULE: ./words/words.js + 6 modules
var words = __webpack_require__(36364);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./command/project/policy-file.js
var policy_file = __webpack_require__(24895);
;// CONCATENATED MODULE: ./command/admit/own-checkout.js




/**
 * What lies in the checkout of a commit that nobody has merged was put there by that commit: a backup, too.
 * @throws Problem `untrusted` for a directory of this workspace.
 */
async function refuseOwnCheckout({ footing, env, cwd }, config) {
    const workspace = env['GITHUB_WORKSPACE'];
    if (config.kind !== 'directory' || footing.judgement.kind === 'trusted' || !workspace)
        return;
    const path = (0,policy_file/* pathFrom */.Iw)(cwd, config.path);
    if ((0,policy_file/* isOutside */._K)((0,external_node_path_.resolve)(workspace), path) && (0,policy_file/* isOutside */._K)(await realOf(workspace), await realOf(path)))
        return;
    throw new problem/* Problem */.AF('untrusted', `directory ${config.path} is in the checkout of a commit that is not merged`, {
        hint: 'Put a store that a gate or a plan reads outside the workspace.',
    });
}
/** Where the path leads, as far as there is anything. */
async function realOf(path) {
    try {
        return await (0,promises_.realpath)(path);
    }
    catch (error) {
        if (error.code !== 'ENOENT' || (0,external_node_path_.dirname)(path) === path)
            throw error;
        return (0,external_node_path_.join)(await realOf((0,external_node_path_.dirname)(path)), (0,external_node_path_.basename)(path));
    }
}

// EXTERNAL MODULE: ./engine/engine.js + 4 modules
var engine = __webpack_require__(7647);
;// CONCATENATED MODULE: ./command/project/stores/location.js


/** Where a store's objects really are: the same text for two that are one place, whatever links lead there. */
function locationOf(options) {
    if (options.kind === 'directory')
        return `directory ${(0,engine/* realPath */.Ye)((0,external_node_path_.resolve)(options.path))}`;
    const { endpoint, bucket, prefix = '' } = options;
    const server = endpoint !== undefined && URL.canParse(endpoint) ? new URL(endpoint).href : (endpoint ?? 'AWS');
    return `s3 ${server.replace(/\/+$/, '')} ${bucket}/${prefix}`;
}

;// CONCATENATED MODULE: ./command/project/stores/option.js



/** What a store of the policy is opened with: paths from the working directory, and what secrets say. */
function storeOptions(config, cwd) {
    if (config.kind === 'directory') {
        return { kind: 'directory', path: (0,policy_file/* pathFrom */.Iw)(cwd, config.path), minFreeBytes: config.minFreeBytes };
    }
    const { endpoint, insecure = false, accessKeyId, secretAccessKey, sessionToken, ...plain } = config;
    const address = endpoint?.reveal();
    if (endpoint !== undefined && address !== undefined) {
        const fault = URL.canParse(address) ? (0,policy/* plainHttpFault */.r7)(address, insecure) : noAddress;
        if (fault)
            throw badValue(`the endpoint of bucket ${config.bucket}, by ${endpoint.origin()}, ${fault.message}`, fault.hint);
    }
    return {
        ...plain,
        ...(address === undefined ? {} : { endpoint: address }),
        ...(accessKeyId ? { accessKeyId: credential(accessKeyId) } : {}),
        ...(secretAccessKey ? { secretAccessKey: credential(secretAccessKey, edged) } : {}),
        ...(sessionToken ? { sessionToken: credential(sessionToken) } : {}),
    };
}
const noAddress = { message: 'is not an address', hint: 'Give it an address such as https://s3.example.com.' };
const badValue = (message, hint) => new problem/* Problem */.AF('policy-invalid', message, { hint });
/** What goes into a header, whose own error would show it; and what is only signed with, where a space may be meant. */
const [plainText, edged] = [/^[\u0021-\u007e]+$/, /^[^\s\p{Cc}](?:[^\p{Cc}]*[^\s\p{Cc}])?$/u];
function credential(secret, form = plainText) {
    const value = secret.reveal();
    if (form.test(value))
        return value;
    throw badValue(`the credential by ${secret.origin()} has a space, a line break or a character that no key contains`, 'Set the secret again, without a space or a line break before, in or after it.');
}

;// CONCATENATED MODULE: ./command/project/stores/open-stores.js









/** The stores of a policy, each opened once, and their caches. */
class OpenStores {
    #world;
    #policy;
    #patience;
    #opened = new Map();
    #locations = new Map();
    #caches = new Map();
    constructor(world, policy, patience) {
        this.#world = world;
        this.#policy = policy;
        this.#patience = patience;
    }
    async place(name) {
        const found = await this.#openOnce(name);
        this.#claim(name);
        return found;
    }
    async places({ stores }) {
        const failed = [];
        const found = [];
        // Side by side: one that hangs costs its own time limit, and not that of the others as well.
        await Promise.allSettled(stores.map((name) => this.#openOnce(name)));
        for (const name of stores) {
            try {
                found.push(await this.place(name));
            }
            catch (error) {
                if (!(0,problem/* isProblem */.AN)(error))
                    throw error;
                failed.push({ store: name, problem: error });
            }
        }
        return { places: found, failed };
    }
    cache(store) {
        const opening = this.#caches.get(store) ?? (0,catalog/* openCache */.bp)(this.#world.cacheDirectory, store);
        this.#caches.set(store, opening);
        return opening;
    }
    #openOnce(name) {
        const opening = this.#opened.get(name) ?? this.#open(name);
        this.#opened.set(name, opening);
        return opening;
    }
    async #open(name) {
        const world = this.#world;
        const config = requireStore(this.#policy, name);
        (0,policy/* requireSet */.Ce)(config);
        if (!world.openStore)
            await refuseOwnCheckout(world, config);
        const options = storeOptions(config, world.cwd);
        const limit = limitOf(world, config, this.#patience);
        const store = (0,store_store/* limitStore */.N8)(await (world.openStore?.(name, options) ?? (0,store_store/* openStore */.Ch)(options, limit.idleMs)), limit);
        await refuseUnmounted(world, store);
        return { name, store };
    }
    /** After it has answered: a look at a path of a file system that hangs would hang all of this. */
    #claim(name) {
        const location = locationOf(storeOptions(requireStore(this.#policy, name), this.#world.cwd));
        const other = this.#locations.get(location) ?? name;
        if (other !== name)
            throw (0,catalog/* samePlace */.o0)(name, other);
        this.#locations.set(location, name);
    }
}
/** Throws `usage` where the policy has no such store. */
function requireStore({ path, stores }, name) {
    const config = Object.hasOwn(stores, name) ? stores[name] : undefined;
    if (config)
        return config;
    throw new problem/* Problem */.AF('usage', `${path} has no store ${name}`, { hint: (0,words/* suggest */.ZA)(name, Object.keys(stores)) });
}
/**
 * A directory that has nothing at all, where backups are known to have been, is one whose disk is not mounted: it must
 * neither pass for an empty store nor be filled.
 */
async function refuseUnmounted({ cacheDirectory, signal }, store) {
    if (!(await store.blank?.(signal)))
        return;
    const known = await (0,catalog/* rememberedManifests */.$8)(cacheDirectory, store);
    if (known === 0)
        return;
    const path = store.where.replace(/^directory /, '');
    throw new problem/* Problem */.AF('store-missing', `${store.where} is empty, although ${known} ${known === 1 ? 'backup is' : 'backups are'} known to be there`, {
        hint: `Mount its disk. If it was emptied on purpose, run \`mkdir -p ${(0,external_node_path_.join)(path, '.backproof')}\`.`,
    });
}
const shortIdleMs = 10_000;
/** Of one store in one run; a twelfth of its time limit, and ten seconds at least, where a person waits for an answer. */
function limitOf({ monotonicMs, signal }, { kind, timeoutMs }, patience) {
    const idleMs = patience === 'full' ? timeoutMs : Math.min(timeoutMs, Math.max(shortIdleMs, timeoutMs / 12));
    // Node has a few threads for all file systems, and one that hangs keeps those that wait for it.
    return { idleMs, monotonicMs, cancel: signal, ...(kind === 'directory' ? { atOnce: 4 } : {}) };
}


/***/ })

};
