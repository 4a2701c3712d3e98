export const id = 49;
export const ids = [49,560,83];
export const modules = {

/***/ 6900:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ri: () => (/* binding */ requireCopy),
/* harmony export */   Ze: () => (/* binding */ parseAt),
/* harmony export */   w4: () => (/* binding */ findEntry),
/* harmony export */   xm: () => (/* binding */ newestEntry)
/* harmony export */ });
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5415);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7177);
/* harmony import */ var _project_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8037);



/** Finds a backup by its id, also of a source that has left the policy; throws `unknown-id` with the nearest ids. */
async function findEntry(project, id) {
    const { policy } = project;
    const name = (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .sourceOf */ .vz)(id);
    if (!(0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .isId */ .eQ)(id) || !name) {
        const hint = 'An id looks like orders-2026-02-14T09-15-30.123456Z; `restorable list` shows them.';
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF('unknown-id', `${JSON.stringify(id)} is not the id of a backup`, { hint });
    }
    const shelved = policy.sources[name] ?? { name, stores: Object.keys(policy.stores) };
    const catalog = await project.catalog(shelved);
    const entry = catalog.entries.find((candidate) => candidate.id === id);
    const damaged = catalog.damaged.find((one) => one.id === id);
    if (damaged && (entry === undefined || entry.copies.length === 0)) {
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF('manifest-damaged', damaged.message, {
            hint: 'No other store has a whole copy of it; `restorable list` shows the other backups.',
        });
    }
    if (entry)
        return { entry, catalog, shelved };
    const known = catalog.entries.map((candidate) => candidate.id);
    const unread = catalog.unread.map(({ store, message }) => `; ${store} could not be read: ${message}`).join('');
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF('unknown-id', `there is no backup ${id}${unread}`, { hint: (0,_project_js__WEBPACK_IMPORTED_MODULE_2__/* .suggest */ .ZA)(id, known) });
}
/** The newest backup that counts, of a time or before it; throws `unknown-id` naming what there is. */
function newestEntry(catalog, at) {
    const good = catalog.entries.filter((entry) => entry.foreign === undefined && !entry.trashed && entry.copies.length > 0);
    const entry = good.find((candidate) => !at || candidate.startedAt <= at);
    if (entry)
        return entry;
    const unread = catalog.unread.map(({ store, message }) => `; ${store} could not be read: ${message}`).join('');
    const oldest = good.at(-1);
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF('unknown-id', `${catalog.source} has no backup${at ? ` from ${at.toISOString()} or before` : ''}${unread}`, {
        hint: oldest
            ? `The oldest is of ${oldest.manifest.startedAt}.`
            : `Type \`restorable backup --source ${catalog.source}\`.`,
    });
}
/**
 * The name of a store that has the backup whole: the one asked for, or the first. Throws `manifest-foreign` for a backup
 * that does not count, `usage` where the store asked for has no copy.
 */
function requireCopy(entry, store) {
    if (entry.foreign !== undefined) {
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF('manifest-foreign', `${entry.id} does not count: ${entry.foreign}`, {
            hint: 'It is not restored, nor proven. `restorable list` shows those that count.',
        });
    }
    const name = store === undefined ? entry.copies[0] : entry.copies.find((copy) => copy === store);
    if (name)
        return name;
    const copies = entry.copies.join(', ');
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF('usage', `${store} has no whole copy of ${entry.id}`, { hint: `There is one in ${copies}.` });
}
/** A time as people type it; throws `usage`. */
function parseAt(text) {
    const at = new Date(text);
    if (/^\d{4}-\d\d-\d\d/.test(text) && !Number.isNaN(at.getTime()))
        return at;
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF('usage', `${JSON.stringify(text)} is not a time`, { hint: 'Write it as 2026-02-14T12:00:00Z.' });
}


/***/ }),

/***/ 1083:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   hold: () => (/* binding */ hold),
/* harmony export */   remove: () => (/* binding */ remove),
/* harmony export */   trashMark: () => (/* binding */ trashMark),
/* harmony export */   undelete: () => (/* binding */ undelete),
/* harmony export */   unhold: () => (/* binding */ unhold)
/* harmony export */ });
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5415);
/* harmony import */ var _policy_policy_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3101);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7177);
/* harmony import */ var _entry_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6900);
/* harmony import */ var _project_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8037);





/** Marks backups so that no rule deletes them. */
const hold = (world, options) => mark(world, options, 'held', async (project, { entry, shelved }, places) => {
    const value = {
        heldAt: world.now(),
        by: project.world.origin['actor'] ?? 'unknown',
        because: options.because ?? '',
    };
    await everywhere(places, (place) => put([place], _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .objectName */ .Hd.hold(shelved.name, entry.id), value, world.signal));
});
/** Gives held backups back to the rules. */
const unhold = (world, options) => mark(world, options, 'given back to retention', async (_, { entry, shelved }, places) => {
    await everywhere(places, ({ store }) => store.remove([_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .objectName */ .Hd.hold(shelved.name, entry.id)], world.signal));
});
/** Marks backups as deleted; prune --apply removes them once their grace time is over. */
const remove = (world, options) => mark(world, options, 'deleted; `restorable undelete` brings it back within its grace time', async (project, found, places) => {
    const { entry, shelved } = found;
    if (entry.held) {
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('retention-refused', `${entry.id} is held`, {
            hint: `Type \`restorable unhold --id ${entry.id}\` first, if it is meant.`,
        });
    }
    const grace = project.policy.sources[shelved.name]?.retention.grace ?? defaultGrace;
    const value = trashMark(world.now(), grace, [options.because ?? 'deleted by hand']);
    await everywhere(places, (place) => put([place], _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .objectName */ .Hd.trash(shelved.name, entry.id), value, world.signal));
});
/** Of backups whose source has left the policy. */
const defaultGrace = { years: 0, months: 0, days: 7, ms: 0, text: '7d' };
/** The JSON of a trash marker: nothing is removed before `purgeAfter`. */
function trashMark(at, grace, because) {
    return { trashedAt: at, purgeAfter: new Date(at.getTime() + (0,_policy_policy_js__WEBPACK_IMPORTED_MODULE_1__/* .durationMs */ .pc)(grace)), because };
}
/** Takes the marks of deletion away. */
const undelete = (world, options) => mark(world, options, 'brought back', async (_, { entry, shelved }, places) => {
    await everywhere(places, ({ store }) => store.remove([_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .objectName */ .Hd.trash(shelved.name, entry.id)], world.signal));
});
async function mark(world, options, done, body) {
    const ids = options.id ?? [];
    if (ids.length === 0)
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('usage', 'no backup is named', { hint: 'Name it with --id ID; `restorable list` shows the ids.' });
    const project = await (0,_project_js__WEBPACK_IMPORTED_MODULE_4__/* .openProject */ .U8)(world, options);
    const marked = [];
    for (const id of ids) {
        const found = await (0,_entry_js__WEBPACK_IMPORTED_MODULE_3__/* .findEntry */ .w4)(project, id);
        await body(project, found, await holding(project, found, world.signal));
        marked.push(id);
    }
    return {
        json: { version: 1, ids: marked },
        text: () => marked.map((id) => `${id}: ${done}`).join('\n'),
        problems: [],
        ids: marked,
    };
}
/** The stores that have the backup's manifest, whole or not, counting or not. Throws if one cannot be asked. */
async function holding(project, { entry, shelved }, signal) {
    const places = await Promise.all(shelved.stores.map((name) => project.place(name)));
    const key = _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .objectName */ .Hd.manifest(shelved.name, entry.id);
    const there = await Promise.all(places.map(({ store }) => store.head(key, signal)));
    return places.filter((_, i) => there[i] !== undefined);
}
/** Every place, before the first failure is thrown: what could be marked is. */
async function everywhere(places, step) {
    for (const outcome of await Promise.allSettled(places.map(step)))
        if (outcome.status === 'rejected')
            throw outcome.reason;
}
async function put(places, key, value, signal) {
    for (const { problem } of await (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .putRecord */ .j8)(places, key, value, signal))
        throw problem;
}


/***/ }),

/***/ 49:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  prune: () => (/* binding */ prune),
  retainSource: () => (/* binding */ retainSource)
});

// EXTERNAL MODULE: ./build/js/catalog/catalog.js + 9 modules
var catalog_catalog = __webpack_require__(5415);
// EXTERNAL MODULE: ./build/js/problem.js
var problem = __webpack_require__(7177);
// EXTERNAL MODULE: ./build/js/policy/policy.js + 25 modules
var policy = __webpack_require__(3101);
;// CONCATENATED MODULE: ./build/js/retain/cap.js
const plural = (count, one) => `${count} ${one}${count === 1 ? '' : 's'}`;
/**
 * Removes kept backups, oldest first, until `max` holds; never a pinned one, nor one that another kept one depends on.
 * `kept` newest first.
 */
function cap(kept, pinned, max) {
    const removed = new Map();
    let count = kept.length;
    let bytes = kept.reduce((sum, entry) => sum + entry.bytes, 0);
    const dependents = new Map();
    const depend = (entry, by) => {
        const { base } = entry.manifest;
        if (base !== undefined)
            dependents.set(base, (dependents.get(base) ?? 0) + by);
    };
    for (const entry of kept)
        depend(entry, 1);
    const over = () => {
        if (max.count !== undefined && count > max.count)
            return `over max count: ${count} of ${max.count}, oldest first`;
        if (max.bytes !== undefined && bytes > max.bytes)
            return `over max size: ${bytes} of ${max.bytes} bytes, oldest first`;
        return undefined;
    };
    const oldestFirst = kept.toReversed().filter((entry) => !pinned(entry));
    for (let reason = over(); reason !== undefined; reason = over()) {
        const next = oldestFirst.find((entry) => !removed.has(entry.id) && !dependents.get(entry.id));
        if (!next)
            break;
        removed.set(next.id, reason);
        count -= 1;
        bytes -= next.bytes;
        depend(next, -1);
    }
    const findings = [];
    if (max.count !== undefined && count > max.count)
        findings.push(`max count ${max.count} cannot be met: ${plural(count, 'backup')} must stay`);
    if (max.bytes !== undefined && bytes > max.bytes)
        findings.push(`max size of ${max.bytes} bytes cannot be met: what must stay has ${bytes} bytes`);
    return { removed, findings };
}

;// CONCATENATED MODULE: ./build/js/retain/proof.js
/** Strongest first. */
const levels = ['restore', 'read', 'check'];
const reaches = (proof, level) => levels.indexOf(proof.level) <= levels.indexOf(level);
/** A failed proof that speaks against the backup itself, not against the environment or the source. */
function condemns(proof) {
    if (proof.outcome === 'passed')
        return false;
    const failures = proof.findings.filter((finding) => finding.level === 'failure');
    return failures.length === 0 || failures.some((finding) => finding.blame === 'data');
}
const healedBy = (passed, failed) => passed.outcome === 'passed' && passed.startedAt > failed.startedAt && reaches(passed, failed.level);
const newestOf = (proofs) => proofs.reduce((best, proof) => (best && best.startedAt >= proof.startedAt ? best : proof), undefined);
/** The newest proof that shows the backup as damaged, unless it passed one as strong since. */
function damage({ proofs }) {
    return newestOf(proofs.filter((proof) => condemns(proof) && !proofs.some((other) => healedBy(other, proof))));
}
/** The failed proof that freezes deletion: no backup as new as that one has passed one as strong since. */
function freeze(entries) {
    const open = entries.flatMap((entry) => {
        const later = entries.filter((other) => other.startedAt >= entry.startedAt).flatMap((other) => other.proofs);
        const proof = newestOf(entry.proofs.filter((proof) => condemns(proof) && !later.some((other) => healedBy(other, proof))));
        return proof ? [{ entry, proof }] : [];
    });
    return open.reduce((best, next) => (best && best.proof.startedAt >= next.proof.startedAt ? best : next), undefined);
}
/** The newest backup that passed a restore; where none did, a read; where none did, a check. Entries newest first. */
function newestProven(entries) {
    for (const level of levels)
        for (const entry of entries) {
            const proof = newestOf(entry.proofs.filter((proof) => proof.level === level && proof.outcome === 'passed'));
            if (proof)
                return { entry, proof };
        }
    return undefined;
}

;// CONCATENATED MODULE: ./build/js/retain/tag.js
/** True if the tag is what the pattern says; `*` stands for any run of characters, everything else for itself. */
function matches(pattern, tag) {
    const [first = '', ...rest] = pattern.split('*');
    const end = rest.pop();
    if (end === undefined)
        return pattern === tag;
    if (!tag.startsWith(first))
        return false;
    let at = first.length;
    for (const piece of rest) {
        const found = tag.indexOf(piece, at);
        if (found < 0)
            return false;
        at = found + piece.length;
    }
    return tag.length - end.length >= at && tag.endsWith(end);
}
/** True if every pattern is met by one of the tags; no pattern meets nothing. */
function matchesAll(patterns, tags) {
    return patterns.length > 0 && patterns.every((pattern) => tags.some((tag) => matches(pattern, tag)));
}

;// CONCATENATED MODULE: ./build/js/retain/pin.js



function addReason(because, id, reason) {
    const known = because.get(id);
    if (known)
        known.push(reason);
    else
        because.set(id, [reason]);
}
/** What no rule and no cap deletes, with the reasons. Only what counts is proven or among the newest; both newest first. */
function pins(ours, counting, rules, timezone) {
    const because = new Map();
    for (const entry of ours) {
        if (entry.held)
            addReason(because, entry.id, 'held');
        if (entry.manifest.retain)
            addReason(because, entry.id, 'retained until somebody deletes it by hand');
        for (const pattern of rules.protect) {
            const tag = entry.manifest.tags.find((tag) => matches(pattern, tag));
            if (tag !== undefined)
                addReason(because, entry.id, `protected: tagged ${tag}`);
        }
    }
    const proven = newestProven(counting);
    if (proven) {
        const { level, finishedAt } = proven.proof;
        addReason(because, proven.entry.id, `newest backup proven by a ${level} (${(0,policy/* wallText */.O7)(finishedAt, timezone)})`);
    }
    for (const [index, entry] of counting.slice(0, rules.minKeep).entries())
        addReason(because, entry.id, `min-keep: ${index + 1} of ${rules.minKeep}`);
    return because;
}

;// CONCATENATED MODULE: ./build/js/retain/depend.js

/**
 * Adds to `kept` everything that a kept backup depends on, directly or through others.
 * Gives findings for what is needed and is not there.
 */
function keepBases(entries, kept) {
    const byId = new Map(entries.map((entry) => [entry.id, entry]));
    const findings = [];
    const open = entries.filter((entry) => kept.has(entry.id));
    for (let entry = open.shift(); entry; entry = open.shift()) {
        const base = entry.manifest.base;
        if (base === undefined)
            continue;
        const needed = byId.get(base);
        if (!needed) {
            findings.push(`backup ${entry.id} depends on ${base}, which is deleted or missing: it cannot be restored`);
            continue;
        }
        if (!kept.has(base))
            open.push(needed);
        addReason(kept, base, `backup ${entry.id} depends on it`);
    }
    return findings;
}

;// CONCATENATED MODULE: ./build/js/retain/bucket.js
/** restic's bucket: the newest backup of each period takes a slot; where slots remain, the oldest of all is kept too. */
function bucket({ name, slots, after, period }) {
    let used = 0;
    let last;
    const outside = (entry) => after !== undefined && entry.startedAt <= after;
    return {
        keep(entry, isOldest) {
            if (used >= slots || outside(entry))
                return undefined;
            const at = period(entry);
            const isNewest = at !== last?.name;
            if (!isNewest && !isOldest)
                return undefined;
            used += 1;
            last = { name: at, id: entry.id };
            const count = slots === Number.POSITIVE_INFINITY ? '' : ` (${used} of ${slots})`;
            return `${name}: ${isNewest ? `newest of ${at}` : 'oldest of all, and slots remain'}${count}`;
        },
        refused(entry) {
            if (outside(entry))
                return `older than ${name}`;
            const at = period(entry);
            if (last?.name === at)
                return `${name} keeps ${last.id} for ${at}`;
            return `${name} is full (${used} of ${slots})`;
        },
    };
}

;// CONCATENATED MODULE: ./build/js/retain/calendar.js

const dayMs = 86_400_000;
/** 1969-12-29, a Monday: weeks of a period of n weeks are counted from it. */
const mondayMs = -3 * dayMs;
/** The instant that lies this long before: years and months by the calendar of the zone (31 March less a month is 3 March, as in restic). */
function before(at, length, zone) {
    const exact = length.days * dayMs + length.ms;
    const months = length.years * 12 + length.months;
    if (months === 0)
        return new Date(at.getTime() - exact);
    const wall = new Date((0,policy/* wallMs */.P3)(at, zone));
    wall.setUTCFullYear(wall.getUTCFullYear(), wall.getUTCMonth() - months, wall.getUTCDate());
    return new Date((0,policy/* instantsOf */.GR)(wall.getTime(), zone)[0] - exact);
}
const calendar_text = (wall) => new Date(wall).toISOString();
/** ISO 8601: a week belongs to the year of its Thursday. */
function week(wall) {
    const monday = Math.floor((wall - mondayMs) / (7 * dayMs)) * 7 * dayMs + mondayMs;
    const year = new Date(monday + 3 * dayMs).getUTCFullYear();
    const number = Math.floor((monday + 3 * dayMs - Date.UTC(year, 0, 1)) / (7 * dayMs)) + 1;
    return `${year}-W${String(number).padStart(2, '0')}`;
}
/** The name of the period that an instant is in, from its wall clock; equal names are the same period. */
const periodName = {
    hourly: (wall) => `${calendar_text(wall).slice(0, 13).replace('T', ' ')}:00`,
    daily: (wall) => calendar_text(wall).slice(0, 10),
    weekly: week,
    monthly: (wall) => calendar_text(wall).slice(0, 7),
    yearly: (wall) => calendar_text(wall).slice(0, 4),
};
/** The number of the period of this length that an instant is in; whole weeks begin on Mondays, months on the first. */
function slot(wall, length) {
    const exact = length.days * dayMs + length.ms;
    const months = length.years * 12 + length.months;
    if (exact === 0) {
        const at = new Date(wall);
        return Math.floor((at.getUTCFullYear() * 12 + at.getUTCMonth()) / Math.max(months, 1));
    }
    // A month inside a mixed length has no calendar meaning: 30 days.
    return Math.floor((wall - mondayMs) / (exact + months * 30 * dayMs));
}

;// CONCATENATED MODULE: ./build/js/retain/keep.js




const periods = Object.keys(periodName);
/** A count as the policy gives it: absent and 0 are no rule, more than there can be is no limit. */
function slotsOf(count = 0) {
    return count >= Number.MAX_SAFE_INTEGER ? Number.POSITIVE_INFINITY : count;
}
/** True if nothing is said of what to keep, by keep or by tiers. */
function keepsNothing({ keep, tiers }) {
    const counts = [keep.last, ...periods.map((period) => keep.counts[period])];
    return (counts.every((count) => slotsOf(count) === 0) &&
        keep.within === undefined &&
        periods.every((period) => keep.withinPeriods[period] === undefined) &&
        keep.tags.length === 0 &&
        tiers.length === 0);
}
/**
 * The rules of `keep` with the meaning of restic's `forget` (restic manual, "Removing snapshots according to a policy"),
 * and those of `tiers`, for a walk from the newest entry to the oldest.
 */
function rulesOf(rules, newest, timezone) {
    const wall = (entry) => (0,policy/* wallMs */.P3)(entry.startedAt, timezone);
    const { keep } = rules;
    const made = [];
    if (slotsOf(keep.last) > 0)
        made.push(last(slotsOf(keep.last)));
    for (const period of periods) {
        const slots = slotsOf(keep.counts[period]);
        const name = (entry) => periodName[period](wall(entry));
        if (slots > 0)
            made.push(bucket({ name: period, slots, period: name }));
    }
    if (keep.within)
        made.push(within(keep.within.text, before(newest, keep.within, timezone)));
    for (const period of periods) {
        const length = keep.withinPeriods[period];
        if (!length)
            continue;
        made.push(bucket({
            name: `within-${period} ${length.text}`,
            slots: Number.POSITIVE_INFINITY,
            after: before(newest, length, timezone),
            period: (entry) => periodName[period](wall(entry)),
        }));
    }
    for (const tags of keep.tags)
        made.push(tagged(tags));
    if (rules.tiers.length > 0)
        made.push(tiered(rules.tiers, newest, timezone));
    return made;
}
function last(slots) {
    let used = 0;
    const count = () => (slots === Number.POSITIVE_INFINITY ? `${used}` : `${used} of ${slots}`);
    return {
        keep() {
            if (used >= slots)
                return undefined;
            used += 1;
            return `last: ${count()}`;
        },
        refused: () => `last is full (${count()})`,
    };
}
function within(text, after) {
    return {
        keep: (entry) => (entry.startedAt > after ? `within ${text} of the newest backup` : undefined),
        refused: () => `older than within ${text}`,
    };
}
function tagged(patterns) {
    const text = patterns.join(' and ');
    return {
        keep: (entry) => (matchesAll(patterns, entry.manifest.tags) ? `tagged ${text}` : undefined),
        refused: () => `not tagged ${text}`,
    };
}
/** Each entry belongs to the shortest tier that its age, counted from the newest backup, falls into. */
function tiered(tiers, newest, timezone) {
    const steps = tiers
        .map((tier) => ({ ...tier, after: before(newest, tier.until, timezone) }))
        .sort((a, b) => b.after.getTime() - a.after.getTime());
    const kept = new Map();
    const stepOf = (entry) => steps.find((step) => entry.startedAt > step.after);
    return {
        keep(entry) {
            const step = stepOf(entry);
            if (!step)
                return undefined;
            const name = `tier until ${step.until.text}`;
            if (step.every === 'all')
                return `${name}: every backup`;
            const at = slot((0,policy/* wallMs */.P3)(entry.startedAt, timezone), step.every);
            if (kept.get(step)?.slot === at)
                return undefined;
            kept.set(step, { slot: at, id: entry.id });
            return `${name}: newest of its ${step.every.text}`;
        },
        refused(entry) {
            const step = stepOf(entry);
            if (!step)
                return `older than the last tier (${steps.at(-1)?.until.text})`;
            const every = step.every === 'all' ? 'backup' : step.every.text;
            return `tier until ${step.until.text} keeps ${kept.get(step)?.id} of that ${every}`;
        },
    };
}

;// CONCATENATED MODULE: ./build/js/retain/retain.js







const newestFirst = (a, b) => b.startedAt.getTime() - a.startedAt.getTime() || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0);
/**
 * What retention keeps and deletes of one source's backups, each with its reasons; deletes nothing itself.
 * The order of the entries does not matter. Throws `retention-refused` where a listing failed, where the rules are empty
 * or where they would keep nothing.
 */
function decide(entries, rules, options) {
    refuseUnlisted(options);
    const { timezone } = options;
    const sorted = entries.filter((entry) => !entry.trashed).sort(newestFirst);
    const aside = setAside(sorted, options);
    const ours = sorted.filter((entry) => entry.foreign === undefined);
    const counting = sorted.filter((entry) => !aside.because.has(entry.id));
    const refusals = new Map();
    const chosen = choose(counting, rules, timezone, refusals);
    const pinned = pins(ours, counting, rules, timezone);
    const byRule = union(aside.because, chosen, pinned);
    if (counting.length > 0 && !counting.some((entry) => byRule.has(entry.id)))
        throw keepsNone(counting);
    const uncapped = union(byRule);
    keepBases(ours, uncapped);
    const fixed = (entry) => 
    // A cap below one backup's size must not leave a source with none.
    entry === counting[0] || pinned.has(entry.id) || (aside.because.has(entry.id) && !aside.damaged.has(entry.id));
    const capped = cap(ours.filter((entry) => uncapped.has(entry.id)), fixed, rules.max);
    // Again after the cap: what only a removed backup depended on goes with it.
    const kept = union(byRule);
    for (const id of capped.removed.keys())
        kept.delete(id);
    const findings = [...aside.findings, ...keepBases(ours, kept), ...capped.findings];
    const decisions = sorted.map((entry) => {
        const because = kept.get(entry.id);
        if (because)
            return { entry, keep: true, because };
        const refused = `no rule keeps it: ${refusals.get(entry.id)?.join(', ')}`;
        return { entry, keep: false, because: [capped.removed.get(entry.id) ?? refused] };
    });
    return frozen({ decisions, findings }, ours, timezone);
}
/** A new map with the reasons of all. */
function union(...parts) {
    const all = new Map();
    for (const part of parts)
        for (const [id, list] of part)
            for (const reason of list)
                addReason(all, id, reason);
    return all;
}
function refuseUnlisted({ unread = [] }) {
    const [first] = unread;
    if (first)
        throw new problem/* Problem */.AF('retention-refused', `nothing is deleted: store ${first.store} could not be listed: ${first.message}`, {
            hint: 'Make the store reachable, then run prune again: retention decides only on complete listings.',
        });
}
const keepsNone = (counting) => new problem/* Problem */.AF('retention-refused', `the retention rules would keep none of ${counting.length} backups`, {
    hint: 'Set keep, tiers or min-keep under retention so that at least one backup stays.',
});
/** What fills no slot and is kept all the same: it is not ours to judge, or not to be trusted. */
function setAside(sorted, { now, timezone }) {
    const because = new Map();
    const damaged = new Set();
    const findings = [];
    for (const entry of sorted) {
        const failed = damage(entry);
        if (entry.foreign !== undefined)
            addReason(because, entry.id, `foreign, never deleted by retention: ${entry.foreign}`);
        else if (entry.startedAt > now) {
            const text = `dated in the future (${(0,policy/* wallText */.O7)(entry.startedAt, timezone)})`;
            addReason(because, entry.id, `${text}: fills no slot`);
            findings.push(`backup ${entry.id} is ${text}: check the clock of the machine that made it`);
        }
        else if (entry.copies.every((store) => entry.marked.includes(store)))
            addReason(because, entry.id, 'no store has a whole copy that is not being deleted: fills no slot');
        else if (failed) {
            const text = `its ${failed.level} failed (${(0,policy/* wallText */.O7)(failed.finishedAt, timezone)})`;
            addReason(because, entry.id, `${text}: fills no slot, kept until it passes or is deleted by hand`);
            findings.push(`backup ${entry.id} counts for no rule: ${text}`);
            damaged.add(entry.id);
        }
    }
    return { because, damaged, findings };
}
/** What `keep` and `tiers` choose. With a cap as the only rule, everything until the cap. */
function choose(counting, rules, timezone, refusals) {
    const chosen = new Map();
    if (keepsNothing(rules)) {
        if (rules.max.count === undefined && rules.max.bytes === undefined)
            throw new problem/* Problem */.AF('retention-refused', 'the retention rules are empty: nothing says what to keep', {
                hint: 'Set keep, tiers or max under retention, for example keep: { daily: 7, weekly: 4, monthly: 12 }.',
            });
        for (const entry of counting)
            addReason(chosen, entry.id, 'kept until max: there is no other rule');
        return chosen;
    }
    const [newest] = counting;
    if (!newest)
        return chosen;
    const walk = rulesOf(rules, newest.startedAt, timezone);
    for (const [index, entry] of counting.entries()) {
        const isOldest = index === counting.length - 1;
        for (const rule of walk) {
            const reason = rule.keep(entry, isOldest);
            if (reason !== undefined)
                addReason(chosen, entry.id, reason);
        }
        if (!chosen.has(entry.id))
            for (const rule of walk)
                addReason(refusals, entry.id, rule.refused(entry));
    }
    return chosen;
}
/** A failed proof with nothing better since: the backups that work may be the ones that the rules would delete. */
function frozen(made, ours, timezone) {
    const failed = freeze(ours);
    if (!failed)
        return made;
    const { entry, proof } = failed;
    const what = `the ${proof.level} of ${entry.id} failed (${(0,policy/* wallText */.O7)(proof.finishedAt, timezone)})`;
    return {
        decisions: made.decisions.map(({ entry, keep, because }) => ({
            entry,
            keep: true,
            because: [
                `deletion is frozen: ${what}`,
                ...(keep ? because : because.map((reason) => `once a ${proof.level} passes, it goes: ${reason}`)),
            ],
        })),
        findings: [
            ...made.findings,
            `deletion is frozen until a ${proof.level} of this backup or a newer one passes: ${what}`,
        ],
    };
}

// EXTERNAL MODULE: ./build/js/command/mark.js
var command_mark = __webpack_require__(1083);
// EXTERNAL MODULE: ./build/js/command/project.js
var command_project = __webpack_require__(8037);
// EXTERNAL MODULE: ./build/js/command/session.js
var command_session = __webpack_require__(6560);
;// CONCATENATED MODULE: ./build/js/command/prune.js
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






/** Shows what retention would delete, and why; with --apply it deletes. */
const prune = async (world, options) => {
    const project = await (0,command_project/* openProject */.U8)(world, options);
    const session = (0,command_session/* newSession */.RL)(project, 'prune');
    const because = [options.apply ? 'asked for, with --apply' : 'asked for'];
    for (const source of project.sources) {
        const attempted = { work: 'prune', trigger: 'manual', because, recorded: options.apply === true };
        await (0,command_session/* attempt */.CD)(session, source, attempted, async () => {
            const catalog = await project.catalog(source);
            const found = await retainSource(project, source, catalog, options.apply === true);
            session.deleted.push(...(options.apply ? (found.retention?.deleted.map(({ id }) => id) ?? []) : []));
            return { ...found, history: (0,command_session/* history */.b6)(catalog) };
        });
    }
    return (0,command_session/* finish */.O9)(session);
};
/** Decides for one source; with `apply` marks the deletions, purges what is past its grace time and sweeps leftovers. */
async function retainSource(project, source, catalog, apply) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { world, policy } = project;
        const { timezone } = policy;
        const decided = decide(catalog.entries, source.retention, { now: world.now(), timezone, unread: catalog.unread });
        if (!apply)
            return { retention: describe(decided, false, []) };
        const { places, failed } = await project.places(source);
        const leaseOptions = { holder: (0,command_session/* holderOf */.Kd)(project), now: world.now, signal: world.signal };
        const leases = __addDisposableResource(env_1, await (0,catalog_catalog/* acquireLeases */.eW)(places, source.name, leaseOptions), true);
        const signal = AbortSignal.any([world.signal, leases.signal]);
        const missing = [...failed, ...leases.failed];
        if (missing.length > 0) {
            const list = missing.map(({ store, problem }) => `${store}: ${problem.message}`).join('; ');
            throw new problem/* Problem */.AF('retention-refused', `nothing is deleted of ${source.name} while a store fails: ${list}`);
        }
        // Once more under the lease: a backup or a hold may have come in between.
        const now = await project.catalog(source);
        const binding = decide(now.entries, source.retention, { now: world.now(), timezone, unread: now.unread });
        await markDecisions(project, source, binding, leases.places, signal);
        const purged = [];
        const failures = [];
        for (const place of leases.places) {
            try {
                purged.push(...(await cleanPlace(project, source, now, place, signal)));
            }
            catch (error) {
                if (!(0,problem/* isProblem */.AN)(error) || error.code === 'cancelled')
                    throw error;
                failures.push(error);
            }
        }
        return { retention: describe(binding, true, [...new Set(purged)]), failures };
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
/** Trash markers for what is deleted, in every store that has it; stray markers of what is kept are taken away. */
async function markDecisions(project, source, decided, places, signal) {
    for (const { entry, keep, because } of decided.decisions) {
        const key = catalog_catalog/* objectName */.Hd.trash(source.name, entry.id);
        if (keep) {
            for (const { store } of places.filter(({ name }) => entry.marked.includes(name)))
                await store.remove([key], signal);
            continue;
        }
        const holding = places.filter(({ name }) => entry.copies.includes(name) && !entry.marked.includes(name));
        const mark = (0,command_mark.trashMark)(project.world.now(), source.retention.grace, because);
        for (const { problem } of await (0,catalog_catalog/* putRecord */.j8)(holding, key, mark, signal))
            throw problem;
    }
}
/** Removes for good what is past its grace time, and what killed runs left; gives the ids purged. */
async function cleanPlace(project, source, catalog, place, signal) {
    const now = project.world.now();
    const over = (entry) => entry.trashed && entry.trashed.purgeAfter <= now && !entry.held;
    const ids = catalog.entries.filter((entry) => over(entry) && entry.marked.includes(place.name)).map(({ id }) => id);
    const purged = [];
    for (const id of ids) {
        // Marks need no lease: it may have been brought back, or held, since the catalog was read.
        const marked = await place.store.head(catalog_catalog/* objectName */.Hd.trash(source.name, id), signal);
        if (!marked || (await place.store.head(catalog_catalog/* objectName */.Hd.hold(source.name, id), signal)))
            continue;
        purged.push(id);
        project.world.log.info(`${source.name}: purging ${id} from ${place.name}: its grace time is over`);
        await (0,catalog_catalog/* purge */.OU)(place.store, source.name, id, signal);
    }
    for (const left of await (0,catalog_catalog/* leftovers */.To)(place.store, source.name, now, signal)) {
        project.world.log.info(`${source.name}: sweeping ${left.keys.length} objects of ${left.id} from ${place.name}: no manifest covers them`);
        await place.store.remove(left.keys, signal);
    }
    return purged;
}
function describe({ decisions, findings }, applied, purged) {
    const all = decisions.map(({ entry: { id, bytes }, keep, because }) => ({ id, keep, because, bytes }));
    const deleted = all.filter(({ keep }) => !keep).map(({ id, bytes, because }) => ({ id, bytes, because }));
    return { applied, kept: all.length - deleted.length, deleted, decisions: all, purged, findings };
}


/***/ }),

/***/ 6560:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CD: () => (/* binding */ attempt),
/* harmony export */   Kd: () => (/* binding */ holderOf),
/* harmony export */   O9: () => (/* binding */ finish),
/* harmony export */   RL: () => (/* binding */ newSession),
/* harmony export */   b6: () => (/* binding */ history)
/* harmony export */ });
/* unused harmony export namesOf */
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5415);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7177);
/* harmony import */ var _report_report_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2022);



function newSession(project, command) {
    return {
        project,
        command,
        startedAt: project.world.now(),
        reports: new Map(project.sources.map((source) => [source.name, emptyReport(source)])),
        problems: [],
        failing: new Set(),
        ids: [],
        deleted: [],
    };
}
function emptyReport(source) {
    return { source: source.name, engine: source.engine, tasks: [], proofs: [], history: [], problems: [] };
}
/**
 * Does one piece of work on one source. Its failure is kept for the report and the exit code and stops nothing else;
 * its run record goes to the source's stores either way. Only a cancelled run throws.
 */
async function attempt(session, source, { work, trigger, because, recorded = true }, body) {
    const { world } = session.project;
    const startedAt = world.now();
    const failures = [];
    await world.log.group(`${source.name}: ${work}`, async () => {
        try {
            const { failures: partial, skipped, ...found } = await body();
            failures.push(...(partial ?? []));
            merge(session, source, found);
            if (skipped !== undefined)
                return skip(session, source, work, world.redact(skipped));
        }
        catch (error) {
            if ((0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .isProblem */ .AN)(error, 'cancelled'))
                throw error;
            failures.push(error);
        }
        const [first] = failures;
        const record = {
            id: (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .makeId */ .M4)(source.name, startedAt, 0),
            source: source.name,
            command: work,
            trigger,
            startedAt,
            finishedAt: world.now(),
            outcome: failures.length === 0 ? 'succeeded' : 'failed',
            because,
            ...(first === undefined ? {} : { problem: { code: codeOf(first), message: world.redact(messageOf(first)) } }),
        };
        const { places } = recorded ? await session.project.places(source) : { places: [] };
        const key = _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .objectName */ .Hd.run(source.name, startedAt, record.id, record.outcome);
        const unwritten = await (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .putRecord */ .j8)(places, key, (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .encodeRun */ .M$)(record, world.origin), world.signal);
        for (const { place, problem } of unwritten) {
            if (!session.failing.has(place.name))
                failures.push(problem);
            session.failing.add(place.name);
        }
        for (const error of failures) {
            session.problems.push({ source: source.name, error });
            world.log.error(`${source.name}: ${world.redact(messageOf(error))}`);
        }
    });
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
/** The sizes of the backups so far, oldest first, for the sparkline. */
function history(catalog, newest) {
    const entries = catalog.entries.filter((entry) => entry.foreign === undefined && !entry.trashed).slice(0, 29);
    const all = [...(newest ? [newest] : []), ...entries].reverse();
    return all.map(({ startedAt, bytes }) => ({ at: startedAt.toISOString(), bytes }));
}
/** The result of a session: its report as text, summary and JSON, and what decides the exit code. */
function finish(session) {
    const { project, command, problems } = session;
    const { world, policy } = project;
    const report = {
        version: 1,
        command,
        project: policy.project,
        policy: policy.path,
        startedAt: session.startedAt.toISOString(),
        finishedAt: world.now().toISOString(),
        status: problems.length === 0 ? 'succeeded' : 'failed',
        sources: [...session.reports.values()].map((report) => ({
            ...report,
            problems: problems.filter(({ source }) => source === report.source).map((p) => problemReport(project, p)),
        })),
        problems: [],
    };
    return {
        json: report,
        text: (style) => (0,_report_report_js__WEBPACK_IMPORTED_MODULE_2__/* .renderText */ .S5)(report, style),
        report,
        problems: problems.map(({ error }) => error),
        ids: session.ids,
        deleted: session.deleted,
    };
}
function problemReport({ world, policy }, { source, error }) {
    const hint = (0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .isProblem */ .AN)(error) ? error.hint : undefined;
    const line = policy.sources[source]?.line;
    return {
        code: codeOf(error),
        message: world.redact(messageOf(error)),
        ...(hint ? { hint: world.redact(hint) } : {}),
        source,
        ...(line ? { line } : {}),
    };
}
function codeOf(error) {
    return (0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .isProblem */ .AN)(error) ? error.code : 'bug';
}
function messageOf(error) {
    return error instanceof Error ? error.message : String(error);
}
/** Who holds a lease, for people: the run on GitHub, or the host. */
function holderOf({ world }) {
    const { repository, run, host } = world.origin;
    return `${repository && run ? `${repository} run ${run}` : (host ?? 'a run')} (${world.runId})`;
}
function namesOf(places) {
    return places.map(({ name }) => name);
}


/***/ })

};
