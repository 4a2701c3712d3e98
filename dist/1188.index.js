export const id = 1188;
export const ids = [1188];
export const modules = {

/***/ 91188:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  sx: () => (/* reexport */ judgeChange),
  $U: () => (/* reexport */ judgeGate),
  u7: () => (/* reexport */ judgeHealth),
  Rr: () => (/* reexport */ lossesOf),
  FB: () => (/* reexport */ newestRestore)
});

// EXTERNAL MODULE: ./build/js/words/words.js + 6 modules
var words = __webpack_require__(19410);
;// CONCATENATED MODULE: ./build/js/judge/change.js

/** Why a change may not pass without an approval: each reason is a sentence. Pure. */
function judgeChange(comparison, rules) {
    const failing = [
        ...comparison.reach.map(({ source, says }) => (source === undefined ? says : `${source}: ${says}`)),
        ...comparison.sources.flatMap((source) => judgeSource(source, comparison.basis)),
    ];
    const newly = comparison.sources
        .flatMap(({ changes }) => changes)
        .filter(({ change, copyIn }) => change === 'newly-deleted' && copyIn === undefined);
    if (rules.maxDeletions !== undefined && newly.length > rules.maxDeletions) {
        const count = (0,words/* plural */.LS)(newly.length, 'backup');
        failing.push(`${count} would be newly deleted, plan.max-deletions allows ${rules.maxDeletions}`);
    }
    const { unopenable, unknown = [] } = comparison.recipients;
    if (unopenable.length > 0) {
        const verb = unopenable.length === 1 ? 'is' : 'are';
        failing.push(`${(0,words/* plural */.LS)(unopenable.length, 'backup')} ${verb} left without a key: no key of the changed policy opens them, the newest is ${unopenable[0]}`);
    }
    if (unknown.length > 0)
        failing.push(`whether a key of the changed policy opens ${(0,words/* plural */.LS)(unknown.length, 'backup')} is not known`);
    return failing;
}
function judgeSource(compared, basis) {
    const { source, status, renamedFrom, backups, unread, cadence, changes, broken } = compared;
    const failing = [];
    if (unread.length > 0)
        failing.push(`${source}: what becomes of its backups is not known, because ${unread.join(', ')} could not be read`);
    const unseen = basis === 'offline' && (status === 'removed' || status === 'renamed');
    if (unseen)
        failing.push(`${source}: is ${status}, and what becomes of its backups is not known: no store was read`);
    if (status === 'removed' && backups > 0)
        failing.push(`${source}: ${(0,words/* plural */.LS)(backups, 'backup')} would be left without store, schedule and rules`);
    if (status === 'renamed' && backups > 0)
        failing.push(`${source}: ${(0,words/* plural */.LS)(backups, 'backup')} of ${renamedFrom} would be left behind under the old name`);
    const lost = ({ change }) => change === 'newly-deleted' || change === 'left-behind';
    const behind = changes.filter(({ change }) => change === 'left-behind').length;
    if (status === 'kept' && behind > 0 && behind === backups)
        failing.push(`${source}: all that there is, ${(0,words/* plural */.LS)(backups, 'backup')}, would be left behind`);
    const last = changes.find((change) => change.lastProven && lost(change));
    if (status === 'kept' && last) {
        const verb = last.change === 'newly-deleted' ? 'be deleted' : 'be left behind';
        failing.push(`${source}: ${last.id} would ${verb}, the last backup that is proven by a restore`);
    }
    if (cadence?.before && runs(cadence.before) && !runs(cadence.after))
        failing.push(`${source}: is left without a schedule${cadence.after.paused ? ': it is paused' : ''}`);
    return [...failing, ...broken.map(({ says }) => `${source}: ${says}`)];
}
const runs = ({ schedule, paused }) => schedule !== undefined && !paused;

// EXTERNAL MODULE: ./build/js/catalog/catalog.js + 26 modules
var catalog_catalog = __webpack_require__(53331);
;// CONCATENATED MODULE: ./build/js/judge/copy.js


/** One for each store of the source, in the policy's order. Entries newest first. Pure. */
function copyHealth({ stores }, entries) {
    const [newest] = entries;
    if (!newest)
        return [];
    return stores.map((store) => {
        const broken = newest.damaged?.find((copy) => copy.store === store);
        const last = entries
            .flatMap(({ proofs }) => proofs)
            .filter((proof) => proof.store === store)
            .reduce((best, proof) => (best && best.startedAt >= proof.startedAt ? best : proof), undefined);
        const proof = last && { id: last.id, level: last.level, outcome: last.outcome, at: last.startedAt };
        return {
            store,
            state: broken
                ? 'damaged'
                : newest.unread?.includes(store)
                    ? 'not read'
                    : newest.copies.includes(store)
                        ? 'whole'
                        : 'missing',
            ...(broken ? { because: broken.because } : {}),
            ...(proof ? { proof } : {}),
        };
    });
}
/** Damage that is named one by one. */
const mostNamed = 5;
/** What is damaged, and whether anything heals it: a backup without an intact copy is lost as far as is known. Pure. */
function damageFound({ name }, entries) {
    const all = entries.flatMap((entry) => {
        const { id, copies, marked, unread = [], damaged = [] } = entry;
        const whole = copies.filter((store) => !marked.includes(store) && !damaged.some((copy) => copy.store === store));
        if (whole.length > 0 || damaged.length === 0)
            return damaged.map(({ store, because }) => ({
                message: `the copy of ${id} in ${store} is damaged: ${because}`,
                hint: `The next \`run\` heals it from the intact copy in ${whole.join(' or ')}.`,
            }));
        const each = damaged.map(({ store, because }) => `in ${store}, ${because}`).join('; ');
        const parts = copies.filter((store) => !marked.includes(store));
        if (parts.length > 1 && (0,catalog_catalog/* mayBeMended */.o6)({ ...entry, copies: parts }))
            return [
                {
                    message: `every copy of ${id} that is known is damaged: ${each}`,
                    hint: `The next \`run\` tries to put a whole one together from what is right in ${parts.join(' and ')}.`,
                },
            ];
        const unseen = unread.length > 0 ? `, and ${unread.join(', ')} could not be read` : '';
        return [
            {
                message: `no intact copy of ${id} is known${unseen}, so it cannot be healed: ${each}`,
                hint: entry === entries[0]
                    ? `The next \`run\` backs ${name} up at once where it has a schedule; else run \`backproof backup --source ${name}\` now.`
                    : `\`backproof list --source ${name}\` shows the others; \`backproof verify --source ${name}\` proves the newest.`,
            },
        ];
    });
    const rest = all.length - mostNamed;
    return [
        ...all.slice(0, mostNamed).map((one) => ({ level: 'warning', ...one })),
        ...(rest > 0
            ? [{ level: 'warning', message: `${(0,words/* formatCount */.B4)(rest)} more of its copies or backups are damaged` }]
            : []),
    ];
}
/** By store, the copies that were there and are not any more; the next run makes them again where another store has them. */
function lossesOf(entries) {
    const lost = entries.flatMap(({ id, missing, lost = [] }) => lost.filter(({ store }) => missing.includes(store)).map((copy) => ({ id, ...copy })));
    return [...Map.groupBy(lost, ({ store }) => store)].flatMap(([store, [first, ...more]]) => {
        if (!first)
            return [];
        const which = more.length === 0 ? first.id : `${more.length + 1} backups, the newest ${first.id}`;
        return [`${store} had ${which}, and has lost ${more.length === 0 ? 'it' : 'them'}: ${first.because}`];
    });
}

// EXTERNAL MODULE: ./build/js/policy/policy.js + 54 modules
var policy = __webpack_require__(57977);
// EXTERNAL MODULE: ./build/js/retain/retain.js + 14 modules
var retain = __webpack_require__(457);
;// CONCATENATED MODULE: ./build/js/judge/gate.js




/** Set-aside backups that are named one by one. */
const gate_mostNamed = 5;
/**
 * Whether the source has a backup that a deploy may rely on: no older than asked for, in enough stores, with the tags;
 * the newest such backup is taken. The proof is the source's: a restore of any of its backups that passed within the time
 * asked for, with no failed proof of the data since that nothing as strong has answered. Pure.
 */
function judgeGate(source, catalog, conditions, { now, timezone }) {
    const entries = catalog.entries.toSorted((a, b) => b.startedAt.getTime() - a.startedAt.getTime());
    const aside = new Map(entries.flatMap((entry) => setAside(entry, { now, timezone }).map((why) => [entry, why])));
    const counting = entries.filter((entry) => !aside.has(entry));
    const fits = (entry) => ageOf(entry, now) <= conditions.maxAgeMs && storesOf(entry).length >= conditions.copies;
    const tagged = counting.filter((entry) => conditions.tags.every((tag) => (0,catalog_catalog/* tagsOf */.Fg)(entry).includes(tag)));
    const good = tagged.find(fits);
    const judged = good ?? tagged[0] ?? counting[0];
    const helps = (entry) => ageOf(entry, now) <= conditions.maxAgeMs &&
        entry.copies.length >= conditions.copies &&
        conditions.tags.every((tag) => (0,catalog_catalog/* tagsOf */.Fg)(entry).includes(tag));
    // A deleted one that would not meet the gate either is nothing to do anything about.
    const idle = [...aside].filter(([entry, { kind }]) => kind === 'deleted' && !helps(entry)).map(([entry]) => entry);
    const named = nameAside(new Map([...aside].filter(([entry]) => !idle.includes(entry))), good ?? tagged[0]);
    const ofBackup = good ? [] : [...wanting(judged, tagged, conditions, catalog.unread, now), ...named];
    const { proof, unmet: ofProof } = judgeProof(entries, counting, conditions, { now, timezone });
    const unmet = [...ofBackup, ...ofProof];
    const notes = [
        ...(good ? named.map(({ kind, message }) => `${kind}: ${message}`) : []),
        ...catalog.unread.map(({ store, message }) => `${store} could not be read, so its copies do not count: ${message}`),
        ...catalog.damaged.slice(0, gate_mostNamed).map(({ message }) => message),
    ];
    return {
        source: source.name,
        met: unmet.length === 0,
        conditions,
        ...(judged ? { backup: { entry: judged, ageMs: ageOf(judged, now), stores: storesOf(judged) } } : {}),
        ...(proof ? { proof } : {}),
        unmet,
        notes,
        ...(judged ? { restore: restoreCommand(source, judged) } : {}),
    };
}
const ageOf = ({ startedAt }, now) => now.getTime() - startedAt.getTime();
/** A copy that is marked as deleted may go at any time. */
const storesOf = ({ copies, marked }) => copies.filter((store) => !marked.includes(store));
const ago = (at, now) => (0,words/* formatDuration */.a3)(now.getTime() - at.getTime());
/** Why a backup does not count; empty = it does. */
function setAside(entry, { now, timezone }) {
    const { id, foreign } = entry;
    switch ((0,catalog_catalog/* standing */.JA)(entry, now)) {
        case 'good':
            return [];
        case 'foreign':
            return [{ kind: 'foreign', message: `${id} does not count: ${foreign}` }];
        case 'deleted':
            return [{ kind: 'deleted', message: `${id} was deleted` }];
        case 'leaving':
            return [{ kind: 'deleted', message: `${id} is marked as deleted in every store` }];
        case 'future': {
            const ahead = (0,words/* formatDuration */.a3)(-ageOf(entry, now));
            return [{ kind: 'future-dated', message: `${id} is dated ${ahead} ahead of now: a clock is wrong` }];
        }
        case 'orphaned':
            return ofChain(entry);
        case 'damaged': {
            if (entry.broken)
                return ofChain(entry);
            const failed = (0,catalog_catalog/* damage */.Ab)(entry);
            return [
                { kind: 'damaged', message: `the ${failed?.level} of ${id} failed${failed ? reasonOf(failed, timezone) : ''}` },
            ];
        }
    }
}
function ofChain({ id, broken }) {
    if (!broken)
        return [];
    return [{ kind: broken.standing, message: `${id} does not count: ${broken.because}`, hint: broken.hint }];
}
function reasonOf({ findings, startedAt }, timezone) {
    const failure = findings.find(({ level }) => level === 'failure');
    return ` at ${(0,words/* formatTime */.fU)(startedAt, timezone)}${failure ? `: ${failure.message}` : ''}`;
}
/** Of the backups that do not count, those newer than the one that is judged: they may be what a person relies on. */
function nameAside(aside, judged) {
    const newer = [...aside].filter(([entry]) => !judged || entry.startedAt > judged.startedAt).map(([, why]) => why);
    const [next] = newer.slice(gate_mostNamed);
    if (!next)
        return newer;
    const rest = newer.length - gate_mostNamed;
    return [
        ...newer.slice(0, gate_mostNamed),
        { kind: next.kind, message: `and ${(0,words/* plural */.LS)(rest, 'other')} that ${rest === 1 ? 'does' : 'do'} not count` },
    ];
}
function wanting(judged, tagged, { maxAgeMs, copies, tags }, unread, now) {
    // It may have what is asked for.
    const unseen = unread.map(({ store, message }) => `; ${store} could not be read: ${message}`).join('');
    if (!judged)
        return [{ kind: 'missing', message: `no backup counts${unseen}` }];
    const { id } = judged;
    const given = (0,catalog_catalog/* tagsOf */.Fg)(judged);
    const unmet = [];
    if (tagged.length === 0) {
        const has = given.length === 0 ? 'has no tag' : `is tagged ${given.join(' ')}`;
        const message = `no backup is tagged ${tags.join(' and ')}: the newest, ${id}, ${has}${unseen}`;
        unmet.push({ kind: 'untagged', message });
    }
    const age = ageOf(judged, now);
    if (age > maxAgeMs) {
        const which = tags.length > 0 && tagged.length > 0 ? ` tagged ${tags.join(' and ')}` : '';
        const asked = `asked for: ${(0,words/* formatDuration */.a3)(maxAgeMs)} at most`;
        unmet.push({
            kind: 'stale',
            message: `the newest backup${which}, ${id}, is ${(0,words/* formatDuration */.a3)(age)} old; ${asked}${unseen}`,
        });
    }
    const stores = storesOf(judged);
    if (stores.length < copies) {
        const { missing, damaged = [] } = judged;
        const broken = damaged.map(({ store, because }) => `, damaged in ${store} (${because})`).join('');
        const all = new Set([...judged.copies, ...missing, ...damaged.map(({ store }) => store), ...(judged.unread ?? [])])
            .size;
        const lacks = `${missing.length > 0 ? `, not in ${missing.join(' and ')}` : ''}${broken}`;
        const message = `${id} is in ${stores.length} of ${(0,words/* plural */.LS)(all, 'store')} (${stores.join(', ')})${lacks}; asked for: ${copies}${unseen}`;
        unmet.push({ kind: 'degraded', message });
    }
    return unmet;
}
function judgeProof(entries, counting, { verifiedWithinMs }, { now, timezone }) {
    const passed = counting
        .flatMap(({ proofs }) => proofs)
        .filter(({ level, outcome }) => level === 'restore' && outcome === 'passed');
    const [proof] = passed.toSorted((a, b) => b.startedAt.getTime() - a.startedAt.getTime());
    const known = proof ? { proof } : {};
    if (verifiedWithinMs === undefined)
        return { ...known, unmet: [] };
    const asked = `asked for: one within ${(0,words/* formatDuration */.a3)(verifiedWithinMs)}`;
    const no = (message) => ({ ...known, unmet: [{ kind: 'unproven', message }] });
    if (!proof) {
        const [newest] = counting;
        return no(`no restore of any backup has passed${newest ? `, the newest is ${newest.id}` : ''}; ${asked}`);
    }
    const failed = (0,retain/* freeze */.CN)(entries.filter((entry) => (0,catalog_catalog/* isUsable */.Ng)(entry, now)));
    if (failed) {
        const since = `and no ${failed.proof.level} of it or a newer backup has passed since`;
        return no(`the ${failed.proof.level} of ${failed.entry.id} failed${reasonOf(failed.proof, timezone)}, ${since}`);
    }
    const age = now.getTime() - proof.startedAt.getTime();
    if (age <= verifiedWithinMs)
        return { ...known, unmet: [] };
    return no(`the newest restore that passed, of ${proof.id}, was ${ago(proof.startedAt, now)} ago; ${asked}`);
}
/** What to type to get the backup back. */
function restoreCommand({ engine }, { id }) {
    return `backproof restore --id ${id} --into ${(0,policy/* kindOf */.I)(engine).into}`;
}

// EXTERNAL MODULE: ./build/js/plan/plan.js + 15 modules
var plan = __webpack_require__(92794);
;// CONCATENATED MODULE: ./build/js/judge/health.js






/** The newest restore that passed: what tells how long one takes. */
function newestRestore({ entries }, now) {
    const ours = entries.filter((entry) => (0,catalog_catalog/* standing */.JA)(entry, now) !== 'foreign');
    return newestOf(ours, 'restore', now, 'passed');
}
/** `durations` are the milliseconds by step of the newest restore that passed. Pure. */
function judgeHealth(policy, source, catalog, now, durations = {}) {
    const moment = { now, timezone: policy.timezone };
    const entries = (0,plan/* usable */.Je)(catalog, now);
    const [newest] = entries;
    const schedule = (0,plan/* scheduleHealth */.WD)(source, catalog, moment);
    const task = (0,plan/* plan */.et)(policy, new Map([[source.name, catalog]]), now, [source.name]).find(({ kind }) => kind === 'backup');
    const { rpoMs, rtoMs } = source.objectives;
    const took = (durations['start'] ?? 0) + (durations['restore'] ?? 0);
    const findings = findingsOf(source, catalog, schedule, took, moment);
    const worst = (level) => findings.some((finding) => finding.level === level);
    return {
        source: source.name,
        engine: source.engine,
        state: worst('failure') ? 'bad' : worst('warning') ? 'warning' : 'good',
        backups: {
            count: entries.length,
            bytes: entries.reduce((sum, { bytes }) => sum + bytes, 0),
            degraded: entries.filter(({ missing }) => missing.length > 0).length,
        },
        ...(newest ? { newest: describe(newest, now), copies: copyHealth(source, entries) } : {}),
        ...(rpoMs === undefined ? {} : { rpoMs }),
        ...(task?.next ? { next: task.next } : {}),
        proofs: catalog_catalog/* levels */.yr.flatMap((level) => {
            const proof = newestOf(entries, level, now);
            return proof ? [{ id: proof.id, level, outcome: proof.outcome, at: proof.startedAt }] : [];
        }),
        ...(took > 0 ? { restoreMs: took } : {}),
        ...(rtoMs === undefined ? {} : { rtoMs }),
        frozen: (0,retain/* freeze */.CN)(entries) !== undefined,
        schedule: schedule.state,
        history: entries
            .slice(0, 30)
            .map(({ bytes }) => bytes)
            .reverse(),
        findings,
    };
}
function describe({ id, startedAt, bytes, copies, missing }, now) {
    return { id, at: startedAt, ageMs: now.getTime() - startedAt.getTime(), bytes, stores: copies, missing };
}
function newestOf(entries, level, now, outcome) {
    const fits = (proof) => proof.level === level && proof.startedAt <= now;
    const all = entries.flatMap(({ proofs }) => proofs).filter(fits);
    return (0,catalog_catalog/* newestProof */.j4)(outcome ? all.filter((proof) => proof.outcome === outcome) : all);
}
/** What a person should know, the worst first. */
function findingsOf(source, catalog, schedule, restoreMs, moment) {
    const { now, timezone } = moment;
    const { rpoMs, rtoMs, verifiedWithinMs, copies = 1 } = source.objectives;
    const onDemand = source.schedule === undefined || source.paused === true;
    const conditions = { maxAgeMs: rpoMs ?? Number.POSITIVE_INFINITY, verifiedWithinMs, copies, tags: [] };
    const verdict = judgeGate(source, catalog, conditions, moment);
    const entries = (0,plan/* usable */.Je)(catalog, now);
    const failed = (0,plan/* failedSince */.Yi)(catalog.runs, entries[0], now);
    const frozen = (0,retain/* freeze */.CN)(entries);
    const found = [
        ...verdict.unmet.map(({ kind, message }) => {
            const expected = onDemand && kind === 'missing';
            if (expected && catalog.entries.length === 0 && catalog.unread.length === 0)
                return { level: 'note', message: `${source.paused ? 'paused' : 'no schedule'}, no backup yet` };
            return { level: expected ? 'note' : 'failure', message: `${kind}: ${message}` };
        }),
        ...verdict.notes.map((message) => ({ level: 'warning', message })),
    ];
    if (schedule.state === 'silent')
        found.push({ level: 'warning', message: schedule.message, hint: schedule.hint });
    if (failed) {
        const why = failed.problem ? `: ${failed.problem.message}` : '';
        found.push({
            level: 'failure',
            message: `the last backup, of ${(0,words/* formatTime */.fU)(failed.startedAt, timezone)}, failed${why}`,
        });
    }
    if (frozen) {
        const { entry, proof } = frozen;
        const message = `nothing is deleted: the ${proof.level} of ${entry.id} failed at ${(0,words/* formatTime */.fU)(proof.startedAt, timezone)}`;
        found.push({
            level: 'failure',
            message,
            hint: `A ${proof.level} of it or of a newer backup that passes ends that.`,
        });
    }
    found.push(...proofFindings(source, catalog, moment, frozen?.proof));
    if (rtoMs !== undefined && restoreMs > rtoMs) {
        const message = `the last restore took ${(0,words/* formatDuration */.a3)(restoreMs)}, the RTO is ${(0,words/* formatDuration */.a3)(rtoMs)}`;
        found.push({ level: 'warning', message });
    }
    const degraded = entries.filter(({ missing }) => missing.length > 0).length;
    if (degraded > 0 && catalog.unread.length === 0) {
        const message = `${degraded} of its backups ${degraded === 1 ? 'is' : 'are'} not in every store`;
        found.push({ level: 'warning', message, hint: 'The next `run` copies the sealed objects over.' });
    }
    for (const message of lossesOf(entries))
        found.push({
            level: 'warning',
            message,
            hint: 'Find out who or what took it away; the next `run` copies it there again.',
        });
    found.push(...damageFound(source, entries));
    if (source.paused)
        found.push({ level: 'warning', message: 'paused: nothing backs it up by schedule' });
    const order = ['failure', 'warning', 'note'];
    return found.toSorted((a, b) => order.indexOf(a.level) - order.indexOf(b.level));
}
/** Of proofs that the gate does not ask for: the last that failed and nothing has answered, and those that do not come. */
function proofFindings(source, catalog, moment, said) {
    const { now, timezone } = moment;
    const entries = (0,plan/* usable */.Je)(catalog, now);
    const restored = newestOf(entries, 'restore', now, 'passed');
    return ['read', 'restore'].flatMap((level) => {
        const found = [];
        const last = newestOf(entries, level, now);
        const answered = last && restored && restored.startedAt > last.startedAt;
        // What is wrong with one copy is said of that copy for as long as it is: it may be healed by now.
        const ofCopy = last && (0,catalog_catalog/* condemnsCopy */.v7)(last) && !(0,catalog_catalog/* condemns */.Et)(last);
        if (last?.outcome === 'failed' && last !== said && !answered && !ofCopy) {
            const why = last.findings.find((finding) => finding.level === 'failure')?.message;
            const message = `the last ${level}, of ${last.id} at ${(0,words/* formatTime */.fU)(last.startedAt, timezone)}, failed${why ? `: ${why}` : ''}`;
            found.push({ level: 'warning', message });
        }
        const since = (0,plan/* proofOverdue */.D8)(level, source, catalog, moment);
        if (since) {
            const message = `the ${level} proof is overdue: its schedule has asked for one since ${(0,words/* formatTime */.fU)(since, timezone)}`;
            found.push({
                level: 'warning',
                message,
                hint: 'Proofs need a job with BACKPROOF_SECRET_KEY: does it still run?',
            });
        }
        return found;
    });
}

;// CONCATENATED MODULE: ./build/js/judge/judge.js






/***/ })

};
