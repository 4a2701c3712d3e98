export const id = 606;
export const ids = [606];
export const modules = {

/***/ 5606:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  hk: () => (/* reexport */ annotations),
  Ql: () => (/* reexport */ commentMarker),
  uN: () => (/* reexport */ describeRetention),
  NH: () => (/* reexport */ describeRules),
  z3: () => (/* reexport */ formatBytes),
  a3: () => (/* reexport */ formatDuration),
  fU: () => (/* reexport */ formatTime),
  wT: () => (/* reexport */ gateJson),
  _O: () => (/* reexport */ gateStatus),
  bp: () => (/* reexport */ gateText),
  VK: () => (/* reexport */ healthJson),
  _e: () => (/* reexport */ healthPage),
  gB: () => (/* reexport */ healthText),
  sx: () => (/* reexport */ judgeChange),
  $U: () => (/* reexport */ judgeGate),
  u7: () => (/* reexport */ judgeHealth),
  FB: () => (/* reexport */ newestRestore),
  LS: () => (/* reexport */ plural),
  wQ: () => (/* reexport */ renderComment),
  eh: () => (/* reexport */ renderGate),
  Bh: () => (/* reexport */ renderHealth),
  ld: () => (/* reexport */ renderPlain),
  Br: () => (/* reexport */ renderSummary),
  S5: () => (/* reexport */ renderText),
  S7: () => (/* reexport */ renderUnread),
  tp: () => (/* reexport */ table),
  Gq: () => (/* reexport */ verdictJson)
});

// UNUSED EXPORTS: oneLine, restoreCommand, sparkline

;// CONCATENATED MODULE: ./build/js/report/format.js
const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];
/** "512 B", "12.3 MiB": powers of 1024, three digits. */
function formatBytes(bytes) {
    let unit = 0;
    let value = Math.abs(bytes);
    // 1023.95 would round to 1024.0 of the smaller unit.
    while (value >= (unit === 0 ? 1024 : 1023.95) && unit < units.length - 1) {
        value /= 1024;
        unit += 1;
    }
    return `${bytes < 0 ? '-' : ''}${unit === 0 ? value : value.toFixed(value < 99.95 ? 1 : 0)} ${units[unit]}`;
}
/** "850 ms", "12.3 s", "1 m 12 s", "2 h 5 m", "3 d 4 h". */
function formatDuration(ms) {
    if (ms < 1000)
        return `${Math.round(ms)} ms`;
    if (ms < 59_950)
        return `${(ms / 1000).toFixed(1)} s`;
    const seconds = Math.round(ms / 1000);
    if (seconds < 3600)
        return pair(Math.floor(seconds / 60), 'm', seconds % 60, 's');
    const minutes = Math.round(seconds / 60);
    if (minutes < 1440)
        return pair(Math.floor(minutes / 60), 'h', minutes % 60, 'm');
    const hours = Math.round(minutes / 60);
    return pair(Math.floor(hours / 24), 'd', hours % 24, 'h');
}
const pair = (large, unit, small, rest) => `${large} ${unit}${small === 0 ? '' : ` ${small} ${rest}`}`;
/** "2026-02-14 09:15 UTC", of an ISO 8601 time in UTC or a Date. */
function formatTime(at) {
    const text = typeof at === 'string' ? at : at.toISOString();
    return `${text.slice(0, 16).replace('T', ' ')} UTC`;
}
/** "123,456" */
function formatCount(count) {
    return count.toLocaleString('en-US');
}
/** "1 backup", "12 backups" */
function plural(count, one) {
    return `${formatCount(count)} ${one}${count === 1 ? '' : 's'}`;
}
const bars = '▁▂▃▄▅▆▇█';
/** Sizes as bars from zero to the largest, so that a backup of half the size has half the height. At most the last 30. */
function sparkline(values) {
    const shown = values.slice(-30);
    const most = Math.max(...shown, 1);
    return shown.map((value) => bars[Math.max(Math.ceil((value / most) * bars.length) - 1, 0)]).join('');
}
/** Text from anywhere on one line: no control characters, no terminal sequences, no characters that turn the direction. */
function oneLine(text, most = 2000) {
    // Cut twice: what follows should not be slow on what is not shown.
    const line = text
        .slice(0, most * 4)
        .replace(/\u001b\[[0-9;?]*[ -/]*[@-~]/g, '')
        .replace(/[\s\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ')
        .replace(/[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '\ufffd')
        .trim();
    return line.length > most ? `${line.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…` : line;
}

;// CONCATENATED MODULE: ./build/js/report/phrase.js

/** What both the summary and the terminal say, as plain text. */
const failedProof = ({ outcome }) => outcome !== 'passed';
/** True if the source needs somebody. */
function isFailed({ problems, proofs }) {
    return problems.length > 0 || proofs.some(failedProof);
}
/** "shop: run failed, 2 problems" */
function headline(report) {
    const count = report.problems.length + report.sources.reduce((sum, source) => sum + source.problems.length, 0);
    return `${report.project}: ${report.command} ${report.status}${count > 0 ? `, ${plural(count, 'problem')}` : ''}`;
}
/** "12.3 MiB from 40.0 MiB (+3 %)": what is stored, of how much, and the change since the backup before. */
function size({ history }, backup) {
    const before = history.findLast(({ at }) => at < backup.startedAt);
    const change = before && before.bytes > 0 ? Math.round((backup.sealedBytes / before.bytes - 1) * 100) : 0;
    const said = change === 0 ? '' : ` (${change > 0 ? '+' : '−'}${formatCount(Math.abs(change))} %)`;
    return `${formatBytes(backup.sealedBytes)} from ${formatBytes(backup.plainBytes)}${said}`;
}
/** "12 tables, 123,456 rows"; empty where nothing was counted. */
function counted({ tables, rows }) {
    return [
        ...(tables === undefined ? [] : [plural(tables, 'table')]),
        ...(rows === undefined ? [] : [plural(rows, 'row')]),
    ].join(', ');
}
/** "2 m 3 s, within the RTO of 15 m" */
function took({ durationMs, rtoMs }) {
    const time = formatDuration(durationMs);
    if (rtoMs === undefined)
        return time;
    return `${time}, ${durationMs <= rtoMs ? 'within' : 'beyond'} the RTO of ${formatDuration(rtoMs)}`;
}
/** "12 kept, 3 deleted (40.0 MiB), 1 purged" */
function retained({ applied, kept, deleted, purged, copies = [] }) {
    const going = copies.filter(({ keep }) => !keep);
    const stores = [...new Set(going.map(({ store }) => store))].join(' and ');
    const freed = deleted.reduce((sum, { bytes }) => sum + bytes, 0);
    const verb = applied ? 'deleted' : 'would be deleted';
    return [
        `${formatCount(kept)} kept`,
        `${formatCount(deleted.length)} ${verb}${deleted.length > 0 ? ` (${formatBytes(freed)})` : ''}`,
        ...(going.length > 0 ? [`copies out of ${stores}: ${formatCount(going.length)}`] : []),
        ...(purged.length > 0 ? [`${formatCount(purged.length)} purged`] : []),
    ].join(', ');
}
/** "dump 1.2 s, seal 400 ms" */
function steps(durations) {
    return Object.entries(durations)
        .map(([step, ms]) => `${step} ${formatDuration(ms)}`)
        .join(', ');
}
const blamed = { data: 'the backup', env: 'the environment', source: 'the source' };
/** "failure of the environment"; of lesser things the level alone. */
function level({ level, blame }) {
    return level === 'failure' ? `failure of ${blamed[blame]}` : level;
}
/** Message and hint as sentences. */
function advice({ message, hint }) {
    return hint ? `${message}. ${hint}` : message;
}
/** Copies that failed and that no problem speaks of. */
function silentFailures({ backup, problems }) {
    const copies = backup?.copies ?? [];
    return copies.filter(({ store, outcome }) => outcome === 'failed' && !problems.some(({ message }) => message.includes(store)));
}

;// CONCATENATED MODULE: ./build/js/report/annotation.js


const levels = { failure: 'error', warning: 'warning', note: 'notice' };
const order = ['error', 'warning', 'notice'];
/** What is worth a note, the worst first; each once. Where GitHub shows only some, it shows the first. */
function annotations(report) {
    const all = [
        ...report.problems.map((problem) => ofProblem(report, problem)),
        ...report.sources.flatMap((source) => ofSource(report, source)),
    ];
    const seen = new Set();
    return all
        .filter(({ title, message }) => {
        const text = `${title}\n${message}`;
        return !seen.has(text) && seen.add(text);
    })
        .sort((a, b) => order.indexOf(a.level) - order.indexOf(b.level));
}
function ofProblem(report, { code, message, hint, source, line }) {
    const place = line === undefined ? {} : { file: report.policy, line };
    return {
        level: 'error',
        ...place,
        title: source ? `${source}: ${code}` : code,
        message: oneLine(advice({ message, hint })),
    };
}
function ofSource(report, made) {
    const { source, backup, proofs, retention, problems, warnings = [] } = made;
    const ofFinding = (what, { level, message, hint }) => ({
        level: levels[level],
        title: `${source}: ${what}`,
        message: oneLine(advice({ message, hint })),
    });
    const problemOf = (problem) => ofProblem(report, { ...problem, source: problem.source ?? source });
    const proven = proofs.flatMap((proof) => {
        const found = proof.findings.map((finding) => ofFinding(`${proof.level} of ${proof.id}`, finding));
        if (!failedProof(proof) || found.some(({ level }) => level === 'error'))
            return found;
        return [
            { level: 'error', title: `${source}: ${proof.level} failed`, message: `${proof.level} of ${proof.id} failed` },
            ...found,
        ];
    });
    return [
        ...problems.map(problemOf),
        ...proven,
        ...warnings.map((message) => ofFinding('schedule', { level: 'warning', blame: 'env', message })),
        ...(backup?.findings ?? []).map((finding) => ofFinding('backup', finding)),
        ...(retention?.findings ?? []).map((message) => ofFinding('retention', { level: 'warning', blame: 'data', message })),
    ];
}

;// CONCATENATED MODULE: ./build/js/report/escape.js

/**
 * Text from anywhere as text of GitHub-flavoured Markdown, in a paragraph, a table's cell or an HTML element: every character
 * that could begin markup, a mention, a link or a formula is a character reference, which never has structure (CommonMark 6.2).
 */
function markdown(text, most = 2000) {
    // GitHub looks for mentions and references once references to characters are characters again (cmark-gfm#181): only what
    // parts the sign from the name keeps somebody from being called.
    return escaped(text, most).replace(/&#(64|35);|\bgh-(?=\d)/gi, '$&<!-- -->');
}
/** The same in a typewriter face. HTML, because a code span in Markdown reads no character references. */
function code(text, most = 2000) {
    return `<code>${escaped(text, most)}</code>`;
}
function escaped(text, most) {
    return oneLine(text, most)
        .replace(/[&<>"'`*_[\]\\|~#@$]|:(?=\/\/)|(?<=^|\W)www(?=\.)/gi, (found) => [...found].map((character) => `&#${character.codePointAt(0)};`).join(''))
        .replace(/^([-+=]|\d+(?=[.)](\s|$)))/, (found) => [...found].map((one) => `&#${one.codePointAt(0)};`).join(''));
}

;// CONCATENATED MODULE: ./build/js/report/outlook-view.js


const width = 8;
/** A year ahead as Markdown: both policies side by side, and a plot made of text, narrow enough for a phone. */
function renderOutlook({ before, after }, open) {
    const last = after.months.at(-1);
    if (!last)
        return after.assumptions.map((line) => `- a year ahead: ${markdown(line)}`).join('\n');
    return [
        `<details${open ? ' open' : ''}><summary>📈 a year ahead: ${plural(last.held, 'backup')}, ${formatBytes(last.bytes)}</summary>`,
        compared(before, after),
        plot(after),
        after.assumptions.map((line) => `- ${markdown(line)}`).join('\n'),
        '</details>',
    ].join('\n\n');
}
function compared(before, after) {
    const both = [...(before ? [before] : []), after];
    const row = (name, show) => `| ${name} | ${both.map(show).join(' | ')} |`;
    const last = (outlook) => outlook.months.at(-1);
    return [
        row('in a year', (outlook) => (outlook === after ? 'with this change' : 'without')),
        `|---|${both.map(() => '--:|').join('')}`,
        row('backups', (outlook) => formatCount(last(outlook)?.held ?? 0)),
        row('oldest', (outlook) => age(last(outlook)?.oldestMs ?? 0)),
        row('storage', (outlook) => formatBytes(last(outlook)?.bytes ?? 0)),
        ...(both.some(({ price }) => price) ? [row('price a month', ({ price }) => money(price))] : []),
    ].join('\n');
}
const money = (price) => price
    ? `${formatCount(Math.floor(price.perMonth))}${price.perMonth.toFixed(2).slice(-3)} ${markdown(price.currency)}`
    : '?';
/** One line and one bar for each month: storage at its end. */
function plot({ months }) {
    const most = Math.max(1, ...months.map(({ bytes }) => bytes));
    const rows = months.map(({ month, held, bytes, oldestMs }) => {
        const bar = '█'.repeat(Math.max(1, Math.round((bytes / most) * width))).padEnd(width);
        return `${month} ${bar} ${formatBytes(bytes).padStart(9)} ${String(held).padStart(5)} ${age(oldestMs).padStart(5)}`;
    });
    const head = `month   ${'storage'.padEnd(width)} ${''.padStart(9)} ${'held'.padStart(5)} ${'back'.padStart(5)}`;
    return `\`\`\`text\n${[head, ...rows].join('\n')}\n\`\`\``;
}
const hourMs = 3_600_000;
const age = (ms) => (ms >= 48 * hourMs ? `${Math.round(ms / (24 * hourMs))} d` : `${Math.round(ms / hourMs)} h`);

;// CONCATENATED MODULE: ./build/js/report/comment-source.js



/** One source of a comparison as Markdown; of each list at most so many are shown, and of one that is alone more unfolded. */
function renderSource(source, most, alone = false) {
    const { status, renamedFrom, advice, unread, outlook } = source;
    const words = { added: ' (new)', removed: ' (removed)', renamed: ` (was ${markdown(renamedFrom ?? '')})`, kept: '' };
    const facts = [...rules(source), ...cadence(source), ...stores(source)];
    return [
        `### ${markdown(source.source)}${words[status]}`,
        ...(unread.length > 0 ? [`> Nothing is said of its backups: ${names(unread)} could not be read.`] : []),
        ...advice.map((line) => `> ${markdown(line)}`),
        ...(facts.length > 0 ? [facts.join('\n')] : []),
        ...groups.flatMap((group) => renderChanges(source, group, most)),
        ...(outlook ? [renderOutlook(outlook, alone)] : []),
    ].join('\n\n');
}
const names = (list) => list.map((name) => code(name)).join(', ');
function rules({ rules: changed, cadence: ticks }) {
    if (!changed)
        return [];
    const [before, after] = [changed.before?.join(', '), changed.after.join(', ')];
    if (before === undefined)
        return [`- keeps: ${markdown(after)}`];
    const moved = ticks?.before !== undefined && ticks.before.timezone !== ticks.after.timezone;
    return before === after
        ? [`- keeps by ${moved ? 'the same rules, which count in another time zone' : 'rules that read the same'}`]
        : [`- kept until now: ${markdown(before)}`, `- keeps from now on: ${markdown(after)}`];
}
function cadence({ cadence: changed }) {
    if (!changed)
        return [];
    const { before, after } = changed;
    const said = ({ schedule, timezone, paused }) => schedule === undefined ? 'only on demand' : `${code(schedule)} (${markdown(timezone)})${paused ? ', paused' : ''}`;
    const next = after.next.map((run) => formatTime(run)).join('<br>');
    const gap = after.widestMs === undefined ? 'unbounded' : formatDuration(after.widestMs);
    const met = after.rpoMs !== undefined && after.widestMs !== undefined && after.widestMs <= after.rpoMs;
    const rpo = after.rpoMs === undefined ? '' : `, the RPO of ${formatDuration(after.rpoMs)} is ${met ? 'met' : '**not met**'}`;
    return [
        `- schedule: ${before ? `${said(before)}<br>→ ` : ''}${said(after)}`,
        `- longest time between backups: ${gap}${rpo}`,
        ...(next ? [`- next runs:<br>${next}`] : []),
    ];
}
function stores({ storesAdded, storesDropped, storesMoved }) {
    return [
        ...(storesAdded.length > 0 ? [`- also into ${names(storesAdded)}: what is kept is copied there`] : []),
        ...(storesDropped.length > 0
            ? [`- no longer into ${names(storesDropped)}: what is there stays, and nothing looks after it`]
            : []),
        ...(storesMoved.length > 0
            ? [`- ${names(storesMoved)} is another place now: what is in the old one stays there, and nothing looks after it`]
            : []),
    ];
}
const groups = [
    { change: 'newly-deleted', copies: false, title: '🗑️ newly deleted' },
    { change: 'left-behind', copies: false, title: '🧭 left behind' },
    { change: 'newly-deleted', copies: true, title: '🗑️ copies newly deleted' },
    { change: 'newly-kept', copies: false, title: '📦 newly kept' },
    { change: 'newly-kept', copies: true, title: '📦 copies newly kept' },
    { change: 'still-deleted', copies: false, title: 'deleted as before' },
    { change: 'still-deleted', copies: true, title: 'copies deleted as before' },
];
function renderChanges({ changes }, { change, copies, title }, most) {
    const all = changes.filter((one) => one.change === change && (one.copyIn !== undefined) === copies);
    if (all.length === 0)
        return [];
    // What costs a proof is never among those that are only counted.
    const first = [...all.filter(({ lastProven }) => lastProven), ...all.filter(({ lastProven }) => !lastProven)];
    const shown = all.length <= most ? all : first.slice(0, most);
    const common = commonReason(shown);
    const every = shown.every((one) => reasonOf(one) === common) ? '' : 'Where nothing else is said: ';
    const head = common === undefined ? [] : [`${every}${markdown(common)}\n`];
    const more = all.length > shown.length ? [`- and ${formatCount(all.length - shown.length)} more`] : [];
    const open = change === 'newly-deleted' && all.length <= 10 ? ' open' : '';
    const summary = `${title}: ${plural(all.length, 'backup')}, ${formatBytes(storedBytes(all))}`;
    return [
        `<details${open}><summary>${summary}</summary>\n\n${[...head, ...shown.map((one) => renderChange(one, common)), ...more].join('\n')}\n\n</details>`,
    ];
}
/** What the copies that are spoken of have together. */
function storedBytes(changes) {
    return changes.reduce((sum, one) => sum + one.bytes * (one.copyIn === undefined ? one.stores.length : 1), 0);
}
const reasonOf = ({ because }) => because.join('; ');
/** The reason that most have, where that is several: said once, it leaves a list that can be read. */
function commonReason(changes) {
    const counts = Map.groupBy(changes, reasonOf);
    const most = [...counts].reduce((best, [reason, those]) => (those.length > best[1] ? [reason, those.length] : best), ['', 2]);
    return most[1] > 2 ? most[0] : undefined;
}
function renderChange(change, common) {
    const { id, copyIn, ageMs, bytes, lastProven, stores } = change;
    const reason = reasonOf(change);
    const proof = lastProven ? '<br>**the last proven backup**' : '';
    const where = copyIn ?? stores.join(', ');
    const age = ageMs < 0 ? `dated ${days(-ageMs)} ahead of now` : `${days(ageMs)} old`;
    const facts = `${age}, ${formatBytes(bytes)}${where ? `, in ${markdown(where)}` : ''}`;
    return `- ${code(id)}${proof}<br>${facts}${reason === common ? '' : `<br>${markdown(reason)}`}`;
}
const dayMs = 24 * 3_600_000;
function days(ms) {
    if (ms >= 2 * dayMs)
        return `${Math.floor(ms / dayMs)} d`;
    const unit = ms < 60_000 ? 1000 : 60_000;
    return formatDuration(Math.round(ms / unit) * unit);
}

;// CONCATENATED MODULE: ./build/js/report/comment.js



/** By this first line a later run finds its comment again. */
function commentMarker(project) {
    return `<!-- restorable plan of ${project.replaceAll(/[^a-z0-9._-]/g, '')} -->`;
}
const cut = 'The rest does not fit into a comment: see the job summary and the report.';
/**
 * The comparison as GitHub-flavoured Markdown, readable on a phone; at most `limit` characters: long lists are shortened
 * first, then whole sections are left out. Pure.
 */
function renderComment(comparison, limit = 65_000) {
    for (const most of [200, 50, 10, 3, 0]) {
        const text = sections(comparison, most).join('\n\n');
        if (text.length <= limit)
            return text;
    }
    const shown = [];
    let left = limit - cut.length;
    for (const section of sections(comparison, 0)) {
        left -= section.length + 2;
        if (left < 0)
            break;
        shown.push(section);
    }
    return [...shown, cut].join('\n\n').slice(0, limit);
}
/** The comment of a pull request whose policy does not read. */
function renderUnread(project, why) {
    return `## 🔴 Backup plan of ${markdown(project)}\n\n**This check fails**, because the policy does not read: ${markdown(why)}`;
}
function sections(comparison, most) {
    const { project, policy, at, basis, failing, override, notes, sources, recipients } = comparison;
    const light = failing.length === 0 ? '🟢' : override ? '🟠' : '🔴';
    const changed = sources.filter(isChanged);
    const same = sources.length - changed.length;
    return [
        `## ${light} Backup plan of ${markdown(project)}`,
        comment_headline(comparison),
        ...(failing.length > 0 ? [verdict(comparison, most)] : []),
        ...some(notes, most).map((note) => `> ${markdown(note)}`),
        ...keys(recipients),
        ...changed.map((source) => renderSource(source, most, changed.length === 1)),
        ...(same > 0 ? [`${plural(same, 'source')} unchanged.`] : []),
        `<sub>${code(policy)}, ${basis === 'live' ? 'on the backups of' : 'without the backups, at'} ${formatTime(at)}</sub>`,
    ];
}
/** Reasons and notes are few, unless a policy has hundreds of sources. */
function some(lines, most) {
    const shown = Math.max(most, 10);
    return lines.length <= shown ? lines : [...lines.slice(0, shown), `and ${formatCount(lines.length - shown)} more`];
}
function isChanged({ status, unread, changes, cadence, rules, outlook, contentMoved, ...stores }) {
    const { storesAdded, storesDropped, storesMoved } = stores;
    const moved = storesAdded.length + storesDropped.length + storesMoved.length;
    const told = [cadence, rules, outlook, contentMoved].some((one) => one !== undefined);
    return status !== 'kept' || told || moved + changes.length + unread.length > 0;
}
function comment_headline({ sources, basis }) {
    if (basis === 'offline')
        return 'No store was read: what follows comes from the policy alone.';
    const all = sources.flatMap(({ changes }) => changes);
    const of = (change, copies = false) => all.filter((one) => one.change === change && (one.copyIn !== undefined) === copies);
    const newly = of('newly-deleted');
    const bytes = storedBytes(newly);
    const copies = of('newly-deleted', true).length;
    const behind = of('left-behind').length;
    const unknown = sources.filter(({ unread }) => unread.length > 0).length;
    const [kept, before] = [of('newly-kept').length, of('still-deleted').length];
    const claims = [
        newly.length === 0
            ? 'This change newly deletes **nothing**'
            : `This change newly deletes **${plural(newly.length, 'backup')}** (${formatBytes(bytes)})`,
        ...(copies > 0 ? [`**${copies === 1 ? '1 copy' : `${formatCount(copies)} copies`}** of kept ones`] : []),
        ...(behind > 0 ? [`leaves **${formatCount(behind)}** behind`] : []),
        ...(kept > 0 ? [`newly keeps **${formatCount(kept)}**`] : []),
        ...(before > 0 ? [`deletes ${formatCount(before)} as before`] : []),
    ].join(', ');
    const unsure = `Of **${plural(unknown, 'source')}** it is not known what becomes of the backups.`;
    if (unknown === 0)
        return `${claims}.`;
    return unknown === sources.length ? unsure : `${claims}. ${unsure}`;
}
function verdict({ failing, override }, most) {
    const list = some(failing, most).map((reason) => `- ${markdown(reason)}`);
    const head = override
        ? `**Approved by the label ${code(override.label)}**, although:`
        : '**This check fails**, because:';
    return [head, ...list].join('\n');
}
function keys({ added, removed, unopenable }) {
    if (added.length + removed.length + unopenable.length === 0)
        return [];
    const list = (words) => words.map((word) => code(word)).join(', ');
    const locked = `${plural(unopenable.length, 'backup')} can be opened by none of the changed policy's keys, the newest is`;
    return [
        [
            '### Keys',
            ...(added.length > 0
                ? [`- new backups are also sealed to ${list(added)}; what there is stays closed to it`]
                : []),
            ...(removed.length > 0 ? [`- new backups are no longer sealed to ${list(removed)}`] : []),
            ...(unopenable.length > 0
                ? [`- ${locked} ${code(unopenable[0] ?? '')}: keep the old secret key until they are gone`]
                : []),
        ].join('\n'),
    ];
}

;// CONCATENATED MODULE: ./build/js/report/comparison.js

/** Why a change may not pass without an approval: each reason is a sentence. Pure. */
function judgeChange(comparison, rules) {
    const failing = comparison.sources.flatMap((source) => judgeSource(source, comparison.basis));
    const newly = comparison.sources
        .flatMap(({ changes }) => changes)
        .filter(({ change, copyIn }) => change === 'newly-deleted' && copyIn === undefined);
    if (rules.maxDeletions !== undefined && newly.length > rules.maxDeletions) {
        const count = plural(newly.length, 'backup');
        failing.push(`${count} would be newly deleted, plan.max-deletions allows ${rules.maxDeletions}`);
    }
    const { unopenable, unknown = [] } = comparison.recipients;
    if (unopenable.length > 0) {
        const verb = unopenable.length === 1 ? 'is' : 'are';
        failing.push(`${plural(unopenable.length, 'backup')} ${verb} left without a key: no key of the changed policy opens them, the newest is ${unopenable[0]}`);
    }
    if (unknown.length > 0)
        failing.push(`whether a key of the changed policy opens ${plural(unknown.length, 'backup')} is not known`);
    return failing;
}
function judgeSource(compared, basis) {
    const { source, status, renamedFrom, backups, unread, cadence, changes } = compared;
    const failing = [];
    if (unread.length > 0)
        failing.push(`${source}: what becomes of its backups is not known, because ${unread.join(', ')} could not be read`);
    const unseen = basis === 'offline' && (status === 'removed' || status === 'renamed');
    if (unseen)
        failing.push(`${source}: is ${status}, and what becomes of its backups is not known: no store was read`);
    if (status === 'removed' && backups > 0)
        failing.push(`${source}: ${plural(backups, 'backup')} would be left without store, schedule and rules`);
    if (status === 'renamed' && backups > 0)
        failing.push(`${source}: ${plural(backups, 'backup')} of ${renamedFrom} would be left behind under the old name`);
    const lost = ({ change }) => change === 'newly-deleted' || change === 'left-behind';
    const behind = changes.filter(({ change }) => change === 'left-behind').length;
    if (status === 'kept' && behind > 0 && behind === backups)
        failing.push(`${source}: all that there is, ${plural(backups, 'backup')}, would be left behind`);
    const last = changes.find((change) => change.lastProven && lost(change));
    if (status === 'kept' && last) {
        const verb = last.change === 'newly-deleted' ? 'be deleted' : 'be left behind';
        failing.push(`${source}: ${last.id} would ${verb}, the last backup that is proven by a restore`);
    }
    if (cadence?.before && runs(cadence.before) && !runs(cadence.after))
        failing.push(`${source}: is left without a schedule${cadence.after.paused ? ': it is paused' : ''}`);
    return failing;
}
const runs = ({ schedule, paused }) => schedule !== undefined && !paused;

// EXTERNAL MODULE: ./build/js/retain/retain.js + 14 modules
var retain = __webpack_require__(457);
;// CONCATENATED MODULE: ./build/js/report/gate.js


/** Set-aside backups that are named one by one. */
const mostNamed = 5;
/**
 * Whether the source has a backup that a deploy may rely on: no older than asked for, in enough stores, with the tags;
 * the newest such backup is taken. The proof is the source's: a restore of any of its backups that passed within the time
 * asked for, with no failed proof of the data since that nothing as strong has answered. Pure.
 */
function judgeGate(source, catalog, conditions, now) {
    const entries = catalog.entries.toSorted((a, b) => b.startedAt.getTime() - a.startedAt.getTime());
    const aside = new Map(entries.flatMap((entry) => setAside(entry, now).map((why) => [entry, why])));
    const counting = entries.filter((entry) => !aside.has(entry));
    const fits = (entry) => ageOf(entry, now) <= conditions.maxAgeMs && storesOf(entry).length >= conditions.copies;
    const tagged = counting.filter(({ manifest }) => conditions.tags.every((tag) => manifest.tags.includes(tag)));
    const good = tagged.find(fits);
    const judged = good ?? tagged[0] ?? counting[0];
    const named = nameAside(aside, good ?? tagged[0]);
    const ofBackup = good ? [] : [...wanting(judged, tagged, conditions, now), ...named];
    const { proof, unmet: ofProof } = judgeProof(entries, counting, conditions, now);
    const unmet = [...ofBackup, ...ofProof];
    const notes = [
        ...(good ? named.map(({ kind, message }) => `${kind}: ${message}`) : []),
        ...catalog.unread.map(({ store, message }) => `${store} could not be read, so its copies do not count: ${message}`),
        ...catalog.damaged.slice(0, mostNamed).map(({ message }) => message),
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
const ago = (at, now) => formatDuration(now.getTime() - at.getTime());
/** Why a backup does not count; empty = it does. */
function setAside(entry, now) {
    const { id, foreign, trashed, startedAt } = entry;
    if (foreign !== undefined)
        return [{ kind: 'foreign', message: `${id} does not count: ${foreign}` }];
    if (trashed)
        return [{ kind: 'deleted', message: `${id} was deleted` }];
    if (storesOf(entry).length === 0)
        return [{ kind: 'deleted', message: `${id} is marked as deleted in every store` }];
    if (startedAt > now) {
        const ahead = formatDuration(-ageOf(entry, now));
        return [{ kind: 'future-dated', message: `${id} is dated ${ahead} ahead of now: a clock is wrong` }];
    }
    const failed = (0,retain/* damage */.Ab)(entry, now);
    return failed ? [{ kind: 'damaged', message: `the ${failed.level} of ${id} failed${gate_reasonOf(failed)}` }] : [];
}
function gate_reasonOf({ findings, startedAt }) {
    const failure = findings.find(({ level }) => level === 'failure');
    return ` at ${formatTime(startedAt)}${failure ? `: ${failure.message}` : ''}`;
}
/** Of the backups that do not count, those newer than the one that is judged: they may be what somebody relies on. */
function nameAside(aside, judged) {
    const newer = [...aside].filter(([entry]) => !judged || entry.startedAt > judged.startedAt).map(([, why]) => why);
    const [next] = newer.slice(mostNamed);
    if (!next)
        return newer;
    const rest = newer.length - mostNamed;
    return [
        ...newer.slice(0, mostNamed),
        { kind: next.kind, message: `and ${plural(rest, 'other')} that ${rest === 1 ? 'does' : 'do'} not count` },
    ];
}
function wanting(judged, tagged, { maxAgeMs, copies, tags }, now) {
    if (!judged)
        return [{ kind: 'missing', message: 'there is no backup that counts' }];
    const { id, manifest } = judged;
    if (tagged.length === 0) {
        const has = manifest.tags.length === 0 ? 'has no tag' : `is tagged ${manifest.tags.join(' ')}`;
        return [{ kind: 'untagged', message: `no backup is tagged ${tags.join(' and ')}: the newest, ${id}, ${has}` }];
    }
    const unmet = [];
    const age = ageOf(judged, now);
    if (age > maxAgeMs) {
        const which = tags.length > 0 ? ` tagged ${tags.join(' and ')}` : '';
        const asked = `asked for: ${formatDuration(maxAgeMs)} at most`;
        unmet.push({ kind: 'stale', message: `the newest backup${which}, ${id}, is ${formatDuration(age)} old; ${asked}` });
    }
    const stores = storesOf(judged);
    if (stores.length < copies) {
        const all = new Set([...judged.copies, ...judged.missing]).size;
        const lacks = judged.missing.length > 0 ? `, not in ${judged.missing.join(' and ')}` : '';
        const message = `${id} is in ${stores.length} of ${plural(all, 'store')} (${stores.join(', ')})${lacks}; asked for: ${copies}`;
        unmet.push({ kind: 'degraded', message });
    }
    return unmet;
}
function judgeProof(entries, counting, { verifiedWithinMs }, now) {
    const passed = counting
        .flatMap(({ proofs }) => proofs)
        .filter(({ level, outcome, startedAt }) => level === 'restore' && outcome === 'passed' && startedAt <= now);
    const [proof] = passed.toSorted((a, b) => b.startedAt.getTime() - a.startedAt.getTime());
    const known = proof ? { proof } : {};
    if (verifiedWithinMs === undefined)
        return { ...known, unmet: [] };
    const asked = `asked for: one within ${formatDuration(verifiedWithinMs)}`;
    const no = (message) => ({ ...known, unmet: [{ kind: 'unproven', message }] });
    if (!proof) {
        const [newest] = counting;
        return no(`no restore of any backup has passed${newest ? `, the newest is ${newest.id}` : ''}; ${asked}`);
    }
    const failed = (0,retain/* freeze */.CN)(entries.filter((entry) => entry.foreign === undefined && !entry.trashed && entry.startedAt <= now), now);
    if (failed) {
        const since = `and no ${failed.proof.level} of it or a newer backup has passed since`;
        return no(`the ${failed.proof.level} of ${failed.entry.id} failed${gate_reasonOf(failed.proof)}, ${since}`);
    }
    const age = now.getTime() - proof.startedAt.getTime();
    if (age <= verifiedWithinMs)
        return { ...known, unmet: [] };
    return no(`the newest restore that passed, of ${proof.id}, was ${ago(proof.startedAt, now)} ago; ${asked}`);
}
const targets = { postgres: "'${RESTORE_URL}'", sqlite: './restored.sqlite', files: './restored' };
/** What to type to get the backup back. */
function restoreCommand({ engine }, { id }) {
    return `restorable restore --id ${id} --into ${targets[engine]}`;
}

;// CONCATENATED MODULE: ./build/js/report/gate-view.js


/** Of all sources together. */
function gateStatus({ verdicts, override }) {
    if (verdicts.every(({ met }) => met))
        return 'met';
    return override ? 'overridden' : 'unmet';
}
/** One source as an output of the action and in the JSON. */
function verdictJson({ source, met, backup, proof, unmet, notes, restore }) {
    return {
        source,
        met,
        ...(backup
            ? {
                id: backup.entry.id,
                startedAt: backup.entry.startedAt.toISOString(),
                ageSeconds: Math.round(backup.ageMs / 1000),
                stores: backup.stores,
                tags: backup.entry.manifest.tags,
            }
            : {}),
        ...(proof ? { proof: { id: proof.id, level: proof.level, at: proof.startedAt.toISOString() } } : {}),
        ...(restore ? { restore } : {}),
        unmet,
        notes,
    };
}
function gateJson(gate) {
    const { project, judgedAt, verdicts, override, made, warnings } = gate;
    return {
        version: 1,
        command: 'gate',
        project,
        status: gateStatus(gate),
        judgedAt: judgedAt.toISOString(),
        ...(override ? { override: { ...override, until: override.until.toISOString() } } : {}),
        made,
        sources: verdicts.map((verdict) => ({
            ...verdictJson(verdict),
            conditions: asked(verdict.conditions),
            warnings: warnings[verdict.source] ?? [],
        })),
    };
}
function asked({ maxAgeMs, verifiedWithinMs, copies, tags }) {
    const within = verifiedWithinMs === undefined ? {} : { verifiedWithinSeconds: verifiedWithinMs / 1000 };
    return { maxAgeSeconds: maxAgeMs / 1000, ...within, copies, tags };
}
const headings = { met: 'gate met', unmet: 'gate not met', overridden: 'gate not met, and overridden' };
/** The gate for a terminal; ends without a newline. */
function gateText(gate) {
    const { project, verdicts, override, made, warnings } = gate;
    const blocks = verdicts.map((verdict) => {
        const { source, met, unmet, notes, restore } = verdict;
        const lines = [
            `${met ? '✓' : '✗'} ${source}: ${facts(verdict, gate.judgedAt)}`,
            ...unmet.map(({ kind, message }) => `  ${kind}: ${message}`),
            ...notes.map((note) => `  note: ${note}`),
            ...(warnings[source] ?? []).map((warning) => `  warning: ${warning}`),
            ...(restore ? [`  restore it: ${restore}`] : []),
        ];
        return lines.map((line) => `${/^ */.exec(line)?.[0] ?? ''}${oneLine(line)}`).join('\n');
    });
    const made_ = made.length > 0 ? [`made first: ${made.join(', ')}`] : [];
    return [
        oneLine(`${project}: ${headings[gateStatus(gate)]}`),
        ...(override ? [overrideLine(override)] : []),
        ...made_,
        ...blocks,
    ].join('\n');
}
/** "orders-... is 12 m old, in primary and offsite; a restore passed 2 d 3 h ago, of an earlier backup" */
function facts({ backup, proof }, now) {
    const of = proof && proof.id !== backup?.entry.id ? `, of ${proof.id}` : '';
    const proven = proof
        ? `a restore passed ${formatDuration(now.getTime() - proof.startedAt.getTime())} ago${of}`
        : 'no restore has passed yet';
    if (!backup)
        return `no backup; ${proven}`;
    return `${backup.entry.id} is ${formatDuration(backup.ageMs)} old, in ${backup.stores.join(' and ')}; ${proven}`;
}
const overrideLine = ({ because, until, by }) => oneLine(`overridden by ${by} until ${formatTime(until)}: ${because}`, 1000);
/** A job summary is bounded. */
const mostLines = 200;
/** The gate as GitHub-flavoured Markdown for a job summary. */
function renderGate(gate) {
    const status = gateStatus(gate);
    const mark = { met: '✅', unmet: '❌', overridden: '⚠️' }[status];
    const rows = gate.verdicts.map((verdict) => row(verdict, gate.judgedAt));
    const lines = gate.verdicts.flatMap(({ source, unmet, notes }) => [
        ...unmet.map(({ kind, message }) => `- ❌ **${markdown(source)}**: **${kind}**: ${markdown(message)}`),
        ...notes.map((note) => `- **${markdown(source)}**: ${markdown(note)}`),
        ...(gate.warnings[source] ?? []).map((warning) => `- ⚠️ **${markdown(source)}**: ${markdown(warning)}`),
    ]);
    const restores = gate.verdicts.flatMap(({ restore }) => (restore ? [restore] : []));
    return [
        `## ${mark} ${markdown(gate.project)}: ${headings[status]}`,
        formatTime(gate.judgedAt),
        ...(gate.override ? [`> ${markdown(overrideLine(gate.override))}`] : []),
        ...(gate.made.length > 0 ? [`Made first: ${gate.made.map((id) => code(id)).join(', ')}`] : []),
        ['| | backup | age | stores | restore proven |', '|---|---|---|---|---|', ...rows].join('\n'),
        ...(lines.length > 0 ? [lines.slice(0, mostLines).join('\n')] : []),
        ...(restores.length > 0
            ? [`To restore:\n\n\`\`\`sh\n${restores.map((line) => oneLine(line)).join('\n')}\n\`\`\``]
            : []),
        '',
    ].join('\n\n');
}
function row({ source, met, backup, proof, conditions }, now) {
    const { maxAgeMs, verifiedWithinMs, copies } = conditions;
    const within = verifiedWithinMs === undefined ? '' : ` of ${formatDuration(verifiedWithinMs)}`;
    const proven = proof ? `${formatDuration(now.getTime() - proof.startedAt.getTime())} ago` : 'never';
    const cells = [
        `${met ? '✅' : '❌'} **${markdown(source)}**`,
        backup ? code(backup.entry.id) : '–',
        backup ? `${formatDuration(backup.ageMs)} of ${formatDuration(maxAgeMs)}` : '–',
        backup ? `${backup.stores.length} of ${copies}: ${markdown(backup.stores.join(', '))}` : '–',
        `${proven}${within}`,
    ];
    return `| ${cells.join(' | ')} |`;
}

// EXTERNAL MODULE: ./build/js/catalog/catalog.js + 13 modules
var catalog_catalog = __webpack_require__(8318);
// EXTERNAL MODULE: ./build/js/plan/plan.js + 9 modules
var plan = __webpack_require__(7932);
;// CONCATENATED MODULE: ./build/js/report/health.js





/** The newest restore that passed: what tells how long one takes. */
function newestRestore({ entries }, now) {
    const ours = entries.filter((entry) => entry.foreign === undefined);
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
        ...(newest ? { newest: describe(newest, now) } : {}),
        ...(rpoMs === undefined ? {} : { rpoMs }),
        ...(task?.next ? { next: task.next } : {}),
        proofs: catalog_catalog/* levels */.yr.flatMap((level) => {
            const proof = newestOf(entries, level, now);
            return proof ? [{ id: proof.id, level, outcome: proof.outcome, at: proof.startedAt }] : [];
        }),
        ...(took > 0 ? { restoreMs: took } : {}),
        ...(rtoMs === undefined ? {} : { rtoMs }),
        frozen: (0,retain/* freeze */.CN)(entries, now) !== undefined,
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
    return entries
        .flatMap(({ proofs }) => proofs)
        .filter((proof) => proof.level === level && proof.startedAt <= now && (!outcome || proof.outcome === outcome))
        .reduce((best, proof) => (best && best.startedAt >= proof.startedAt ? best : proof), undefined);
}
/** What somebody should know, the worst first. */
function findingsOf(source, catalog, schedule, restoreMs, moment) {
    const { now } = moment;
    const { rpoMs, rtoMs, verifiedWithinMs, copies = 1 } = source.objectives;
    const onDemand = source.schedule === undefined || source.paused === true;
    const conditions = { maxAgeMs: rpoMs ?? Number.POSITIVE_INFINITY, verifiedWithinMs, copies, tags: [] };
    const verdict = judgeGate(source, catalog, conditions, now);
    const entries = (0,plan/* usable */.Je)(catalog, now);
    const failed = (0,plan/* failedSince */.Yi)(catalog.runs, entries[0], now);
    const frozen = (0,retain/* freeze */.CN)(entries, now);
    const found = [
        ...verdict.unmet.map(({ kind, message }) => {
            const expected = onDemand && kind === 'missing';
            return { level: expected ? 'note' : 'failure', message: `${kind}: ${message}` };
        }),
        ...verdict.notes.map((message) => ({ level: 'warning', message })),
    ];
    if (schedule.state === 'silent')
        found.push({ level: 'warning', message: schedule.message, hint: schedule.hint });
    if (failed) {
        const why = failed.problem ? `: ${failed.problem.message}` : '';
        found.push({ level: 'failure', message: `the last backup, of ${formatTime(failed.startedAt)}, failed${why}` });
    }
    if (frozen) {
        const { entry, proof } = frozen;
        const message = `nothing is deleted: the ${proof.level} of ${entry.id} failed at ${formatTime(proof.startedAt)}`;
        found.push({
            level: 'failure',
            message,
            hint: `A ${proof.level} of it or of a newer backup that passes ends that.`,
        });
    }
    found.push(...proofFindings(source, catalog, moment, frozen?.proof));
    if (rtoMs !== undefined && restoreMs > rtoMs) {
        const message = `the last restore took ${formatDuration(restoreMs)}, the RTO is ${formatDuration(rtoMs)}`;
        found.push({ level: 'warning', message });
    }
    const degraded = entries.filter(({ missing }) => missing.length > 0).length;
    if (degraded > 0 && catalog.unread.length === 0) {
        const message = `${degraded} of its backups ${degraded === 1 ? 'is' : 'are'} not in every store`;
        found.push({ level: 'warning', message, hint: 'The next `run` copies the sealed objects over.' });
    }
    if (source.paused)
        found.push({ level: 'warning', message: 'paused: nothing backs it up by schedule' });
    const order = ['failure', 'warning', 'note'];
    return found.toSorted((a, b) => order.indexOf(a.level) - order.indexOf(b.level));
}
/** Of proofs that the gate does not ask for: the last that failed and nothing has answered, and those that do not come. */
function proofFindings(source, catalog, moment, said) {
    const { now } = moment;
    const entries = (0,plan/* usable */.Je)(catalog, now);
    const restored = newestOf(entries, 'restore', now, 'passed');
    return ['read', 'restore'].flatMap((level) => {
        const found = [];
        const last = newestOf(entries, level, now);
        const answered = last && restored && restored.startedAt > last.startedAt;
        if (last?.outcome === 'failed' && last !== said && !answered) {
            const why = last.findings.find((finding) => finding.level === 'failure')?.message;
            const message = `the last ${level}, of ${last.id} at ${formatTime(last.startedAt)}, failed${why ? `: ${why}` : ''}`;
            found.push({ level: 'warning', message });
        }
        const since = (0,plan/* proofOverdue */.D8)(level, source, catalog, moment);
        if (since) {
            const message = `the ${level} proof is overdue: its schedule has asked for one since ${formatTime(since)}`;
            found.push({
                level: 'warning',
                message,
                hint: 'Proofs need a job with RESTORABLE_SECRET_KEY: does it still run?',
            });
        }
        return found;
    });
}

;// CONCATENATED MODULE: ./build/js/report/table.js
/** Rows as aligned columns; the last column is not padded. Pure. */
function table(rows) {
    const columns = Math.max(0, ...rows.map((row) => row.length));
    const widths = Array.from({ length: columns }, (_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
    const line = (row) => row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  ');
    return rows.map((row) => line(row).trimEnd()).join('\n');
}

;// CONCATENATED MODULE: ./build/js/report/health-view.js




const marks = { good: '✅', warning: '⚠️', bad: '❌' };
const signs = { good: '✓', warning: '!', bad: '✗' };
const levelMarks = { failure: '❌', warning: '⚠️', note: 'ℹ️' };
/** The worst state of any source. */
function overall({ sources }) {
    const states = sources.map(({ state }) => state);
    return states.includes('bad') ? 'bad' : states.includes('warning') ? 'warning' : 'good';
}
/** "shop: 3 sources, 1 needs somebody" */
function healthLine(health) {
    const { project, sources } = health;
    const bad = sources.filter(({ state }) => state === 'bad').length;
    const warned = sources.filter(({ state }) => state === 'warning').length;
    const parts = [
        ...(bad > 0 ? [`${bad} ${bad === 1 ? 'needs' : 'need'} somebody`] : []),
        ...(warned > 0 ? [`${warned} with warnings`] : []),
    ];
    return `${project}: ${plural(sources.length, 'source')}, ${parts.join(', ') || 'all well'}`;
}
/** Cells of one source, as plain text, by their heads. */
function cellsOf(health, now) {
    const { newest, rpoMs, proofs, restoreMs, rtoMs, backups, schedule, next } = health;
    const of = (ms, mostMs) => {
        if (ms === undefined)
            return '–';
        return mostMs === undefined ? formatDuration(ms) : `${formatDuration(ms)} of ${formatDuration(mostMs)}`;
    };
    const missing = newest && newest.missing.length > 0 ? `, not ${newest.missing.join(', ')}` : '';
    return {
        age: newest ? of(newest.ageMs, rpoMs) : 'no backup',
        stores: newest ? `${newest.stores.join(', ')}${missing}` : '–',
        proofs: proofs
            .map(({ level, outcome, at }) => `${level} ${outcome} ${formatDuration(now.getTime() - at.getTime())} ago`)
            .join(', ') || 'none',
        restore: of(restoreMs, rtoMs),
        kept: `${plural(backups.count, 'backup')}, ${formatBytes(backups.bytes)}`,
        next: schedule === 'paused' ? 'paused' : next ? formatTime(next) : 'on demand',
    };
}
/** The health for a terminal; ends without a newline. */
function healthText(health) {
    const blocks = health.sources.map((source) => {
        const { history } = source;
        const bars = history.length > 1 ? [['sizes', sparkline(history)]] : [];
        const rows = [
            ...(source.newest ? [['newest', source.newest.id]] : []),
            ...Object.entries(cellsOf(source, health.at)),
            ...bars,
        ];
        return [
            `${signs[source.state]} ${source.source} (${source.engine})`,
            table(rows.map(([name = '', text = '']) => [`  ${name}`, oneLine(text)])),
            ...source.findings.map((finding) => `  ${finding.level}: ${oneLine(advice(finding))}`),
        ].join('\n');
    });
    return [oneLine(healthLine(health)), ...blocks].join('\n\n');
}
/** Rows and lines at most, so that a job summary takes it. */
const mostRows = 300;
/** The health as GitHub-flavoured Markdown. */
function renderHealth(health) {
    const rows = health.sources.slice(0, mostRows).map((source) => {
        const { age, stores = '', proofs = '', restore, kept, next } = cellsOf(source, health.at);
        const bars = source.history.length > 1 ? `<br>${code(sparkline(source.history))}` : '';
        const cells = [
            `${marks[source.state]} **${markdown(source.source)}**<br>${markdown(source.engine)}`,
            `${age}`,
            markdown(stores),
            markdown(proofs),
            `${restore}`,
            `${kept}${bars}`,
            `${next}`,
        ];
        return `| ${cells.join(' | ')} |`;
    });
    const found = health.sources.flatMap(({ source, findings }) => findings.map((one) => `- ${levelMarks[one.level]} **${markdown(source)}**: ${markdown(advice(one), 700)}`));
    const head = '| source | newest, of RPO | in | last proofs | restore, of RTO | kept | next |\n|---|---|---|---|---|---|---|';
    return [
        `## ${marks[overall(health)]} ${markdown(healthLine(health))}`,
        formatTime(health.at),
        [head, ...rows].join('\n'),
        ...(health.sources.length > mostRows ? [`… and ${health.sources.length - mostRows} more`] : []),
        ...(found.length > 0 ? [found.slice(0, mostRows).join('\n')] : []),
        '',
    ].join('\n\n');
}
/** The health as JSON; times are ISO 8601, UTC. */
function healthJson(health) {
    const { project, at, sources } = health;
    return { version: 1, command: 'report', project, at: at.toISOString(), state: overall(health), sources };
}

;// CONCATENATED MODULE: ./build/js/report/html.js



/** Text from anywhere as text of HTML, in an element or a quoted attribute. */
function html(text, most = 2000) {
    return oneLine(text, most).replace(/[&<>"']/g, (one) => `&#${one.codePointAt(0)};`);
}
const style = `
:root { color-scheme: light dark; --line: light-dark(#d0d7de, #3d444d); --dim: light-dark(#59636e, #9198a1); }
* { box-sizing: border-box; }
body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 60rem; padding: 1rem; }
h1 { font-size: 1.4rem; }
h2 { font-size: 1.1rem; margin: 0; }
section { border: 1px solid var(--line); border-left-width: .4rem; border-radius: .5rem; margin: 1rem 0; padding: 1rem; }
.good { border-left-color: #1a7f37; }
.warning { border-left-color: #bf8700; }
.bad { border-left-color: #cf222e; }
small, dt { color: var(--dim); }
dl { display: grid; grid-template-columns: minmax(5rem, max-content) 1fr; gap: .2rem 1rem; margin: .7rem 0 0; }
dd { margin: 0; overflow-wrap: anywhere; }
ul { margin: .7rem 0 0; padding-left: 1.2rem; }
`;
/** The health as one page that needs nothing else: no script, no address, readable on a phone. */
function healthPage(health) {
    return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${html(healthLine(health))}</title>
<style>${style}</style>
</head>
<body>
<h1>${marks[overall(health)]} ${html(healthLine(health))}</h1>
<small>${formatTime(health.at)}</small>
${health.sources.map((source) => section(source, health.at)).join('\n')}
</body>
</html>
`;
}
const labels = {
    age: 'age, of RPO',
    stores: 'in',
    proofs: 'last proofs',
    restore: 'restore, of RTO',
    kept: 'kept',
    next: 'next',
};
function section(source, now) {
    const { newest, history } = source;
    const rows = [
        ...(newest ? [['newest', newest.id]] : []),
        ...Object.entries(cellsOf(source, now)).map(([name, text]) => [labels[name] ?? name, text]),
        ...(history.length > 1 ? [['sizes', sparkline(history)]] : []),
    ];
    const list = rows.map(([name = '', text = '']) => `<dt>${html(name)}</dt><dd>${html(text)}</dd>`).join('\n');
    const found = source.findings.map(finding).join('\n');
    return `<section class="${source.state}">
<h2>${marks[source.state]} ${html(source.source)} <small>${html(source.engine)}</small></h2>
${found === '' ? '' : `<ul>\n${found}\n</ul>\n`}<dl>
${list}
</dl>
</section>`;
}
const finding = (one) => `<li><b>${one.level}</b>: ${html(advice(one))}</li>`;

;// CONCATENATED MODULE: ./build/js/report/summary.js



/** A job summary of GitHub is at most 1 MiB per step. */
const mostBytes = 1_048_576;
const cutNote = '\n_The rest did not fit here: the JSON report has everything._\n';
/** Lines of one part: even of the longest texts, the problems at the top then fit. */
const summary_mostRows = 100;
/** The report as GitHub-flavoured Markdown for a job summary; at most 1 MiB, whatever is in it. */
function renderSummary(report) {
    const problems = report.sources.flatMap(({ source, problems }) => problems.map((problem) => ({ ...problem, source: problem.source ?? source })));
    return bounded(blocks(report, [...report.problems, ...problems]));
}
function* blocks(report, problems) {
    yield heading(report);
    yield todo(problems);
    yield overview(report.sources);
    for (const source of report.sources)
        yield notes(source);
    for (const source of report.sources) {
        yield why(source);
        yield retention(source);
    }
}
/** Whole blocks, so that no table and no folded part is cut in its middle; none is made that does not fit. */
function bounded(blocks) {
    const room = mostBytes - Buffer.byteLength(cutNote);
    let bytes = 0;
    const kept = [];
    for (const block of blocks) {
        if (block === '')
            continue;
        bytes += Buffer.byteLength(block) + 1;
        if (bytes > room)
            return [...kept, cutNote].join('\n');
        kept.push(block);
    }
    return kept.join('\n');
}
function heading(report) {
    const time = Date.parse(report.finishedAt) - Date.parse(report.startedAt);
    return `## ${report.status === 'succeeded' ? '✅' : '❌'} ${markdown(headline(report))}

${formatTime(report.startedAt)} · ${formatDuration(time)} · policy ${code(report.policy)}
`;
}
/** Each problem with what to do about it; empty where there is none. */
function todo(problems) {
    if (problems.length === 0)
        return '';
    const shown = problems.slice(0, summary_mostRows).map(({ code: name, message, hint, source, line }) => {
        const where = [...(source ? [`**${markdown(source)}**`] : []), code(name)].join(' ');
        const at = line === undefined ? '' : ` (policy line ${line})`;
        return `- ${where}: ${markdown(message, 700)}${at}${hint ? `<br>👉 ${markdown(hint, 300)}` : ''}`;
    });
    return `### What to do\n\n${shown.join('\n')}\n${more(problems.length)}`;
}
const more = (count) => (count > summary_mostRows ? `\n… and ${formatCount(count - summary_mostRows)} more\n` : '');
/** A table; the cells are Markdown without `|` and newlines. A name that ends in a space aligns its column to the right. */
function grid(head, all, cells) {
    const line = (row) => `| ${row.join(' | ')} |`;
    const align = head.map((name) => (name.endsWith(' ') ? '--:' : '---'));
    const rows = all.slice(0, summary_mostRows).map((one) => line(cells(one)));
    return `${[line(head.map((name) => name.trim())), line(align), ...rows].join('\n')}\n${more(all.length)}`;
}
function overview(sources) {
    if (sources.length === 0)
        return '';
    return grid(['source', 'backup', 'size', 'so far', 'proof', 'retention'], sources, (source) => {
        const { backup, history } = source;
        const name = `${isFailed(source) ? '❌' : '✅'} **${markdown(source.source)}**<br>${markdown(source.engine)}`;
        const bars = history.length > 1 ? code(sparkline(history.map(({ bytes }) => bytes))) : '';
        return [name, made(source), backup ? markdown(size(source, backup)) : '', bars, proofs(source), outcome(source)];
    });
}
function made({ backup, tasks }) {
    if (!backup) {
        const task = tasks.find(({ kind }) => kind === 'backup');
        return task && !task.due ? markdown(task.because.join('; '), 300) : '–';
    }
    const copies = backup.copies.map(({ store, outcome }) => `${markdown(store)}${outcome === 'failed' ? ' ❌' : ''}`);
    const facts = [formatDuration(backup.durationMs), ...(counted(backup) ? [counted(backup)] : [])];
    return `${code(backup.id)}<br>${facts.join(' · ')}<br>in ${copies.join(', ')}`;
}
function proofs({ proofs }) {
    if (proofs.length === 0)
        return '–';
    return proofs
        .map((proof) => {
        const compared = proof.compared ? `: ${markdown(proof.compared, 300)}` : '';
        return `${failedProof(proof) ? '❌' : '✅'} ${markdown(proof.level)}, ${took(proof)}${compared}`;
    })
        .join('<br>');
}
function outcome({ retention }) {
    return retention ? retained(retention).replaceAll(', ', '<br>') : '–';
}
const summary_marks = { failure: '❌', warning: '⚠️', note: 'ℹ️' };
/** Findings of backup, proofs and retention, and copies that failed: nobody should have to unfold them. */
function notes(made) {
    const { source, backup, proofs, retention, warnings = [] } = made;
    const line = (what, finding) => {
        const whose = finding.level === 'failure' ? `${what}, ${level(finding)}` : what;
        return `- ${summary_marks[finding.level]} ${markdown(whose)}: ${markdown(advice(finding))}`;
    };
    const warning = (message) => ({ level: 'warning', blame: 'env', message });
    const lines = [
        ...warnings.map((message) => line('schedule', warning(message))),
        ...(backup?.findings ?? []).map((finding) => line('backup', finding)),
        ...silentFailures(made).map(({ where, message }) => line('copy', warning(`not in ${where}${message ? `: ${message}` : ''}`))),
        ...proofs.flatMap((proof) => proof.findings.map((finding) => line(proof.level, finding))),
        ...(retention?.findings ?? []).map((message) => line('retention', warning(message))),
    ];
    if (lines.length === 0)
        return '';
    return `**${markdown(source)}**\n\n${lines.slice(0, summary_mostRows).join('\n')}\n${more(lines.length)}`;
}
function folded(title, body) {
    return `<details><summary>${title}</summary>\n\n${body}\n</details>\n`;
}
function why({ source, tasks, backup, proofs }) {
    const due = tasks.map(({ kind, due, because, next }) => {
        const then = next === undefined ? '' : `; next ${formatTime(next)}`;
        return `- ${due ? '▶️' : '⏸️'} ${markdown(kind)}: ${markdown(because.join('; '))}${then}`;
    });
    const parts = (backup?.parts ?? []).map(({ name, bytes, plainBytes }) => `- ${code(name)}: ${formatBytes(bytes)} from ${formatBytes(plainBytes)}`);
    const times = proofs
        .filter(({ durations }) => Object.keys(durations).length > 0)
        .map(({ level, durations }) => `- ${markdown(level)}: ${markdown(steps(durations))}`);
    const lines = [...due, ...parts, ...times];
    if (lines.length === 0)
        return '';
    return folded(`${markdown(source)}: what ran, and why`, `${lines.slice(0, summary_mostRows).join('\n')}\n${more(lines.length)}`);
}
function retention({ source, retention }) {
    if (!retention || retention.decisions.length === 0)
        return '';
    const all = deletedFirst(retention);
    const copies = (retention.copies ?? []).filter(({ keep }) => !keep);
    const title = `${markdown(source)}: why ${plural(all.length, 'backup')} ${all.length === 1 ? 'stays or goes' : 'stay or go'}`;
    const cells = ({ id, keep, because, bytes, store }) => [
        keep ? 'keep' : store === undefined ? '**delete**' : `**leave ${markdown(store)}**`,
        code(id),
        formatBytes(bytes),
        because.map((reason) => markdown(reason, 500)).join('<br>'),
    ];
    return folded(title, grid(['', 'backup', 'size ', 'because'], [...copies, ...all], cells));
}
/** The deletions are what people look for, and the table may be cut. */
function deletedFirst({ decisions }) {
    return [...decisions.filter(({ keep }) => !keep), ...decisions.filter(({ keep }) => keep)];
}

;// CONCATENATED MODULE: ./build/js/report/plain.js

/** It as GitHub-flavoured Markdown, at most 1 MiB, whatever is in it: what to do about its problems stands below the title. */
function renderPlain({ command, status, text, markdown, problems }) {
    if (markdown !== undefined) {
        const [title = '', ...blocks] = markdown.split('\n\n').map((block) => `${block}\n`);
        return bounded([title, todo(problems), ...blocks]);
    }
    const mark = status === 'failed' ? '❌ ' : '';
    const head = `### ${mark}restorable ${/^[a-z]+$/.test(command) ? command : ''}\n`;
    return bounded([head, todo(problems), fenced(text())]);
}
/** Room for the head, the problems and the fence. */
const mostText = mostBytes - (256 << 10);
function fenced(text) {
    const { shown, rest } = fitting(text);
    // Only a fence longer than any in the text cannot be closed by it.
    const ticks = '`'.repeat(Math.max(3, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length + 1)));
    const more = rest > 0 ? `\n_${rest} more lines did not fit here: the JSON report has everything._\n` : '';
    return `${ticks}\n${shown}\n${ticks}\n${more}`;
}
/** The first lines that fit, and how many do not. */
function fitting(text) {
    if (Buffer.byteLength(text) <= mostText)
        return { shown: text, rest: 0 };
    const lines = text.split('\n');
    let bytes = 0;
    const count = lines.findIndex((line) => {
        bytes += Buffer.byteLength(line) + 1;
        return bytes > mostText;
    });
    return { shown: lines.slice(0, count).join('\n'), rest: lines.length - count };
}

// EXTERNAL MODULE: ./build/js/policy/policy.js + 30 modules
var policy = __webpack_require__(9773);
;// CONCATENATED MODULE: ./build/js/report/rules.js


const number = (count) => (count >= policy/* everything */.YT ? 'all' : String(count));
const span = (length) => (length === 'all' ? 'all' : length.text);
/** What keeps copies and what limits them, in the words of the policy: "last 3", "daily 7", "at most 50". */
function describeRules({ keep, tiers, max }) {
    return [
        ...(keep.last === undefined ? [] : [keep.last >= policy/* everything */.YT ? 'everything' : `last ${keep.last}`]),
        ...Object.entries(keep.counts).map(([period, count]) => `${period} ${number(count)}`),
        ...(keep.within ? [`all within ${keep.within.text}`] : []),
        ...Object.entries(keep.withinPeriods).map(([period, length]) => `${period} within ${length.text}`),
        ...keep.tags.map((tags) => `tagged ${tags.join(' and ')}`),
        ...tiers.map(({ until, every }) => `${every === 'all' ? 'all' : `one per ${span(every)}`} until ${until.text}`),
        ...(max.count === undefined ? [] : [`at most ${max.count}`]),
        ...(max.bytes === undefined ? [] : [`at most ${formatBytes(max.bytes)}`]),
    ];
}
/** The same of a source, with its preset, its types and what protects. */
function describeRetention(retention) {
    const { preset, before, manual, types = {}, protect } = retention;
    const limits = Object.entries(types).flatMap(([type, { min, max }]) => [
        ...(min === undefined ? [] : [`at least ${min} ${type}`]),
        ...(max === undefined ? [] : [`at most ${max} ${type}`]),
    ]);
    return [
        ...(preset === undefined ? [] : [`preset ${preset}`]),
        ...describeRules(retention),
        ...limits,
        ...(before === undefined ? [] : [`none from before ${formatTime(before)}`]),
        ...(manual === 'rules' ? ['manual backups by the same rules'] : []),
        ...(protect.length > 0 ? [`protected ${protect.join(' ')}`] : []),
    ];
}

;// CONCATENATED MODULE: ./build/js/report/text.js


const codes = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33 };
/** The report for a terminal; ends without a newline. */
function renderText(report, { colour, width }) {
    const paint = (name, text) => (colour ? `\u001b[${codes[name]}m${text}\u001b[0m` : text);
    const time = Date.parse(report.finishedAt) - Date.parse(report.startedAt);
    const good = report.status === 'succeeded';
    const title = `${paint(good ? 'green' : 'red', good ? '✓' : '✗')} ${paint('bold', oneLine(headline(report)))}`;
    const blocks = [
        `${title} ${paint('dim', `(${formatDuration(time)})`)}`,
        ...report.sources.map((source) => text_renderSource(report, source, paint, width)),
        ...report.problems.map((problem) => wrap(text_ofProblem(problem), '', paint, width)),
    ];
    return blocks.join('\n\n');
}
function text_renderSource(report, source, paint, width) {
    const failed = isFailed(source);
    const mark = paint(failed ? 'red' : 'green', failed ? '✗' : '✓');
    const lines = [
        ...backup(source),
        ...text_proofs(source),
        ...tasks(source),
        ...(source.warnings ?? []).map((text) => ({ label: 'schedule', text: `warning: ${text}`, colour: 'yellow' })),
        ...(source.retention ? text_retention(source.retention, report.command === 'prune') : []),
        ...source.problems.flatMap(text_ofProblem),
    ];
    const head = `${mark} ${paint('bold', oneLine(source.source))} ${paint('dim', oneLine(source.engine))}`;
    return [head, ...(lines.length > 0 ? [wrap(lines, '  ', paint, width)] : [])].join('\n');
}
function backup(source) {
    const { backup, history } = source;
    if (!backup)
        return [];
    const bars = history.length > 1 ? `  ${sparkline(history.map(({ bytes }) => bytes))}` : '';
    const facts = [
        `${size(source, backup)} in ${formatDuration(backup.durationMs)}`,
        ...(counted(backup) ? [counted(backup)] : []),
    ];
    return [
        { label: 'backup', text: backup.id },
        { label: '', text: `${facts.join(', ')}${bars}` },
        ...backup.copies.map(({ where, outcome, message }) => {
            const said = `${outcome} in ${where}`;
            if (outcome === 'failed')
                return { label: '', text: `not ${said.replace('failed ', '')}${message ? `: ${message}` : ''}`, colour: 'red' };
            return { label: '', text: said, colour: 'dim' };
        }),
        ...findings(backup.findings),
    ];
}
function text_proofs({ proofs }) {
    return proofs.flatMap((proof) => {
        const failed = failedProof(proof);
        const said = `${failed ? '✗ failed' : '✓ passed'} in ${took(proof)}${proof.compared ? `: ${proof.compared}` : ''}`;
        return [{ label: proof.level, text: said, colour: failed ? 'red' : 'green' }, ...findings(proof.findings)];
    });
}
const findingColours = { failure: 'red', warning: 'yellow', note: 'dim' };
function findings(found) {
    return found.flatMap((finding) => [
        { label: '', text: `${level(finding)}: ${finding.message}`, colour: findingColours[finding.level] },
        ...(finding.hint ? [{ label: '', text: `→ ${finding.hint}` }] : []),
    ]);
}
/** What was not due; what was is seen by what it did. */
function tasks({ tasks, backup, proofs, retention }) {
    const done = new Set([
        ...(backup ? ['backup'] : []),
        ...proofs.map(({ level }) => level),
        ...(retention ? ['prune'] : []),
    ]);
    return tasks
        .filter(({ kind }) => !done.has(kind))
        .map(({ kind, due, because, next }) => ({
        label: kind,
        text: `${due ? 'due: ' : ''}${because.join('; ')}${due && next ? `; next ${formatTime(next)}` : ''}`,
        colour: due ? 'yellow' : 'dim',
    }));
}
/** Deletions with their reasons; where retention is all that was asked for, everything with its reasons. */
function text_retention(made, all) {
    const shown = made.decisions.filter(({ keep }) => all || !keep);
    return [
        { label: 'retention', text: retained(made) },
        ...shown.map(({ id, keep, because, bytes }) => {
            const verb = keep ? 'keep' : made.applied ? 'deleted' : 'delete';
            return {
                label: '',
                text: `${verb} ${id} (${formatBytes(bytes)}): ${because.join('; ')}`,
                colour: keep ? 'dim' : 'yellow',
            };
        }),
        ...copies(made, all),
        ...made.findings.map((message) => ({ label: '', text: message, colour: 'yellow' })),
    ];
}
/** Of stores that have rules of their own. */
function copies({ copies = [], applied }, all) {
    return copies
        .filter(({ keep }) => all || !keep)
        .map(({ id, store, keep, because, bytes, purged }) => {
        const verb = keep ? 'keep in' : purged ? 'gone from' : applied ? 'leaves' : 'would leave';
        return {
            label: '',
            text: `${verb} ${store}: ${id} (${formatBytes(bytes)}): ${because.join('; ')}`,
            colour: keep ? 'dim' : 'yellow',
        };
    });
}
function text_ofProblem({ code, message, hint }) {
    return [
        { label: 'problem', text: `${message} (${code})`, colour: 'red' },
        ...(hint ? [{ label: '', text: `→ ${hint}`, colour: 'bold' }] : []),
    ];
}
const labelWidth = 11;
/** Words that do not fit go on below the text; a word longer than a line stays whole, so that it can be copied. */
function wrap(lines, indent, paint, width) {
    const room = Math.max(width - indent.length - labelWidth, 30);
    return lines
        .flatMap(({ label, text, colour }) => {
        const rows = split(oneLine(text), room);
        return rows.map((row, i) => {
            const head = paint('dim', (i === 0 ? oneLine(label, labelWidth - 1) : '').padEnd(labelWidth));
            return `${indent}${head}${colour ? paint(colour, row) : row}`;
        });
    })
        .join('\n');
}
function split(text, room) {
    const rows = [];
    let row = '';
    for (const word of text.split(' ')) {
        if (row !== '' && row.length + 1 + word.length > room) {
            rows.push(row);
            row = `  ${word}`;
        }
        else
            row = row === '' && rows.length === 0 ? word : `${row} ${word}`;
    }
    return [...rows, row];
}

;// CONCATENATED MODULE: ./build/js/report/report.js
















/***/ })

};
