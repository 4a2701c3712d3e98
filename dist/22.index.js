export const id = 22;
export const ids = [22];
export const modules = {

/***/ 2022:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  hk: () => (/* reexport */ annotations),
  z3: () => (/* reexport */ formatBytes),
  fU: () => (/* reexport */ formatTime),
  Br: () => (/* reexport */ renderSummary),
  S5: () => (/* reexport */ renderText),
  tp: () => (/* reexport */ table)
});

// UNUSED EXPORTS: formatCount, formatDuration, oneLine, plural, sparkline

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
function retained({ applied, kept, deleted, purged }) {
    const freed = deleted.reduce((sum, { bytes }) => sum + bytes, 0);
    const verb = applied ? 'deleted' : 'would be deleted';
    return [
        `${formatCount(kept)} kept`,
        `${formatCount(deleted.length)} ${verb}${deleted.length > 0 ? ` (${formatBytes(freed)})` : ''}`,
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
    const { source, backup, proofs, retention, problems } = made;
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
    return oneLine(text, most)
        .replace(/[&<>"'`*_[\]\\|~#@$]|:(?=\/\/)|(?<=^|\W)www(?=\.)/gi, (found) => [...found].map((character) => `&#${character.codePointAt(0)};`).join(''))
        .replace(/^([-+=]|\d+(?=[.)](\s|$)))/, (found) => [...found].map((one) => `&#${one.codePointAt(0)};`).join(''));
}
/** The same in a typewriter face. HTML, because a code span in Markdown reads no character references. */
function code(text, most = 2000) {
    return `<code>${markdown(text, most)}</code>`;
}

;// CONCATENATED MODULE: ./build/js/report/summary.js



/** A job summary of GitHub is at most 1 MiB per step. */
const mostBytes = 1_048_576;
const cutNote = '\n_The rest did not fit here: the JSON report has everything._\n';
/** Lines of one part: even of the longest texts, the problems at the top then fit. */
const mostRows = 100;
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
function todo(problems) {
    if (problems.length === 0)
        return '';
    const shown = problems.slice(0, mostRows).map(({ code: name, message, hint, source, line }) => {
        const where = [...(source ? [`**${markdown(source)}**`] : []), code(name)].join(' ');
        const at = line === undefined ? '' : ` (policy line ${line})`;
        return `- ${where}: ${markdown(message, 700)}${at}${hint ? `<br>👉 ${markdown(hint, 300)}` : ''}`;
    });
    return `### What to do\n\n${shown.join('\n')}\n${more(problems.length)}`;
}
const more = (count) => (count > mostRows ? `\n… and ${formatCount(count - mostRows)} more\n` : '');
/** A table; the cells are Markdown without `|` and newlines. A name that ends in a space aligns its column to the right. */
function grid(head, all, cells) {
    const line = (row) => `| ${row.join(' | ')} |`;
    const align = head.map((name) => (name.endsWith(' ') ? '--:' : '---'));
    const rows = all.slice(0, mostRows).map((one) => line(cells(one)));
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
    const copies = backup.copies.map(({ store, outcome }) => `${markdown(store)}${outcome === 'failed' ? ' ❌' : outcome === 'copied' ? ' (copied)' : ''}`);
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
const marks = { failure: '❌', warning: '⚠️', note: 'ℹ️' };
/** Findings of backup, proofs and retention, and copies that failed: nobody should have to unfold them. */
function notes(made) {
    const { source, backup, proofs, retention } = made;
    const line = (what, finding) => {
        const whose = finding.level === 'failure' ? `${what}, ${level(finding)}` : what;
        return `- ${marks[finding.level]} ${markdown(whose)}: ${markdown(advice(finding))}`;
    };
    const warning = (message) => ({ level: 'warning', blame: 'env', message });
    const lines = [
        ...(backup?.findings ?? []).map((finding) => line('backup', finding)),
        ...silentFailures(made).map(({ where, message }) => line('copy', warning(`not in ${where}${message ? `: ${message}` : ''}`))),
        ...proofs.flatMap((proof) => proof.findings.map((finding) => line(proof.level, finding))),
        ...(retention?.findings ?? []).map((message) => line('retention', warning(message))),
    ];
    if (lines.length === 0)
        return '';
    return `**${markdown(source)}**\n\n${lines.slice(0, mostRows).join('\n')}\n${more(lines.length)}`;
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
    return folded(`${markdown(source)}: what ran, and why`, `${lines.slice(0, mostRows).join('\n')}\n${more(lines.length)}`);
}
function retention({ source, retention }) {
    if (!retention || retention.decisions.length === 0)
        return '';
    const all = deletedFirst(retention);
    const title = `${markdown(source)}: why ${plural(all.length, 'backup')} ${all.length === 1 ? 'stays or goes' : 'stay or go'}`;
    const cells = ({ id, keep, because, bytes }) => [
        keep ? 'keep' : '**delete**',
        code(id),
        formatBytes(bytes),
        because.map((reason) => markdown(reason, 500)).join('<br>'),
    ];
    return folded(title, grid(['', 'backup', 'size ', 'because'], all, cells));
}
/** The deletions are what people look for, and the table may be cut. */
function deletedFirst({ decisions }) {
    return [...decisions.filter(({ keep }) => !keep), ...decisions.filter(({ keep }) => keep)];
}

;// CONCATENATED MODULE: ./build/js/report/table.js
/** Rows as aligned columns; the last column is not padded. Pure. */
function table(rows) {
    const columns = Math.max(0, ...rows.map((row) => row.length));
    const widths = Array.from({ length: columns }, (_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
    const line = (row) => row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  ');
    return rows.map((row) => line(row).trimEnd()).join('\n');
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
        ...report.sources.map((source) => renderSource(report, source, paint, width)),
        ...report.problems.map((problem) => wrap(text_ofProblem(problem), '', paint, width)),
    ];
    return blocks.join('\n\n');
}
function renderSource(report, source, paint, width) {
    const failed = isFailed(source);
    const mark = paint(failed ? 'red' : 'green', failed ? '✗' : '✓');
    const lines = [
        ...backup(source),
        ...text_proofs(source),
        ...tasks(source),
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
        ...made.findings.map((message) => ({ label: '', text: message, colour: 'yellow' })),
    ];
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
