export const id = 666;
export const ids = [666];
export const modules = {

/***/ 6183:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   PM: () => (/* binding */ failureJson),
/* harmony export */   Pi: () => (/* binding */ commands),
/* harmony export */   ok: () => (/* binding */ problemJson),
/* harmony export */   y9: () => (/* binding */ isCommand)
/* harmony export */ });
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7177);

/** Every command; each is loaded only when it runs, so that `list` does not pay for `backup`. */
const commands = {
    run: {
        summary: 'Do what the policy asks for now: backups and proofs that are due, retention',
        examples: ['restorable run', 'restorable run --source orders --apply'],
        load: async () => (await Promise.all(/* import() */[__webpack_require__.e(668), __webpack_require__.e(534), __webpack_require__.e(413), __webpack_require__.e(939), __webpack_require__.e(606), __webpack_require__.e(86), __webpack_require__.e(818), __webpack_require__.e(233), __webpack_require__.e(593), __webpack_require__.e(322)]).then(__webpack_require__.bind(__webpack_require__, 3322))).run,
    },
    backup: {
        summary: 'Back up now',
        examples: ['restorable backup --source orders --tag release-42 --retain'],
        load: async () => (await Promise.all(/* import() */[__webpack_require__.e(668), __webpack_require__.e(534), __webpack_require__.e(413), __webpack_require__.e(939), __webpack_require__.e(606), __webpack_require__.e(86), __webpack_require__.e(818), __webpack_require__.e(233)]).then(__webpack_require__.bind(__webpack_require__, 8233))).backup,
    },
    verify: {
        summary: 'Prove a backup: its objects, its contents, or a test restore',
        examples: ['restorable verify --level restore --source orders', 'restorable verify --level check --id ID'],
        load: async () => (await Promise.all(/* import() */[__webpack_require__.e(668), __webpack_require__.e(534), __webpack_require__.e(413), __webpack_require__.e(939), __webpack_require__.e(606), __webpack_require__.e(86), __webpack_require__.e(818), __webpack_require__.e(367)]).then(__webpack_require__.bind(__webpack_require__, 3367))).verify,
    },
    restore: {
        summary: 'Restore a backup into a new database or folder',
        examples: [
            "restorable restore --id ID --into '${RESTORE_URL}'",
            'restorable restore --source uploads --at 2026-02-14T12:00:00Z --into ./restored --only "invoices/**"',
        ],
        load: async () => (await Promise.all(/* import() */[__webpack_require__.e(668), __webpack_require__.e(534), __webpack_require__.e(413), __webpack_require__.e(939), __webpack_require__.e(606), __webpack_require__.e(86), __webpack_require__.e(818), __webpack_require__.e(702)]).then(__webpack_require__.bind(__webpack_require__, 7702))).restore,
    },
    prune: {
        summary: 'Show what retention would delete and why; delete with --apply',
        examples: ['restorable prune', 'restorable prune --apply --source orders', 'restorable prune --plan plan.json'],
        load: async () => (await Promise.all(/* import() */[__webpack_require__.e(668), __webpack_require__.e(534), __webpack_require__.e(413), __webpack_require__.e(939), __webpack_require__.e(606), __webpack_require__.e(86), __webpack_require__.e(818), __webpack_require__.e(593), __webpack_require__.e(520)]).then(__webpack_require__.bind(__webpack_require__, 9520))).prune,
    },
    list: {
        summary: 'List backups, newest first',
        examples: ['restorable list', 'restorable list --source orders --json'],
        load: async () => (await Promise.all(/* import() */[__webpack_require__.e(668), __webpack_require__.e(534), __webpack_require__.e(413), __webpack_require__.e(939), __webpack_require__.e(606), __webpack_require__.e(86), __webpack_require__.e(406)]).then(__webpack_require__.bind(__webpack_require__, 6406))).list,
    },
    plan: {
        summary: 'Show what applies to each source, and why it is due or not',
        examples: ['restorable plan', 'restorable plan --against old-policy.yml', 'restorable plan --save plan.json'],
        load: async () => (await Promise.all(/* import() */[__webpack_require__.e(668), __webpack_require__.e(534), __webpack_require__.e(413), __webpack_require__.e(939), __webpack_require__.e(606), __webpack_require__.e(86), __webpack_require__.e(818), __webpack_require__.e(233), __webpack_require__.e(593), __webpack_require__.e(322), __webpack_require__.e(897)]).then(__webpack_require__.bind(__webpack_require__, 8897))).plan,
    },
    gate: {
        summary: 'Fail unless there is a backup young enough, proven and in enough stores',
        examples: [
            'restorable gate --max-age 1h --verified-within 8d --copies 2',
            'restorable gate --source orders --tag release-42 --otherwise backup',
        ],
        load: async () => (await Promise.all(/* import() */[__webpack_require__.e(668), __webpack_require__.e(534), __webpack_require__.e(413), __webpack_require__.e(939), __webpack_require__.e(606), __webpack_require__.e(86), __webpack_require__.e(818), __webpack_require__.e(233), __webpack_require__.e(349)]).then(__webpack_require__.bind(__webpack_require__, 3349))).gate,
    },
    report: {
        summary: 'Show the health of every source',
        examples: ['restorable report', 'restorable report --html health.html'],
        load: async () => (await Promise.all(/* import() */[__webpack_require__.e(668), __webpack_require__.e(534), __webpack_require__.e(413), __webpack_require__.e(939), __webpack_require__.e(606), __webpack_require__.e(86), __webpack_require__.e(284)]).then(__webpack_require__.bind(__webpack_require__, 8284))).report,
    },
    hold: {
        summary: 'Keep backups whatever retention says',
        examples: ['restorable hold --id ID --because "audit 2026"'],
        load: async () => (await Promise.all(/* import() */[__webpack_require__.e(668), __webpack_require__.e(534), __webpack_require__.e(413), __webpack_require__.e(939), __webpack_require__.e(86), __webpack_require__.e(83)]).then(__webpack_require__.bind(__webpack_require__, 1083))).hold,
    },
    unhold: {
        summary: 'Give held backups back to retention',
        examples: ['restorable unhold --id ID'],
        load: async () => (await Promise.all(/* import() */[__webpack_require__.e(668), __webpack_require__.e(534), __webpack_require__.e(413), __webpack_require__.e(939), __webpack_require__.e(86), __webpack_require__.e(83)]).then(__webpack_require__.bind(__webpack_require__, 1083))).unhold,
    },
    delete: {
        summary: 'Delete backups by id; undelete brings them back within the grace time',
        examples: ['restorable delete --id ID --because "holds a customer’s data"'],
        load: async () => (await Promise.all(/* import() */[__webpack_require__.e(668), __webpack_require__.e(534), __webpack_require__.e(413), __webpack_require__.e(939), __webpack_require__.e(86), __webpack_require__.e(83)]).then(__webpack_require__.bind(__webpack_require__, 1083))).remove,
    },
    undelete: {
        summary: 'Bring deleted backups back',
        examples: ['restorable undelete --id ID'],
        load: async () => (await Promise.all(/* import() */[__webpack_require__.e(668), __webpack_require__.e(534), __webpack_require__.e(413), __webpack_require__.e(939), __webpack_require__.e(86), __webpack_require__.e(83)]).then(__webpack_require__.bind(__webpack_require__, 1083))).undelete,
    },
    keys: {
        summary: 'Make keys: `keys generate`',
        examples: ['restorable keys generate', 'restorable keys generate --json'],
        load: async () => (await Promise.all(/* import() */[__webpack_require__.e(668), __webpack_require__.e(413), __webpack_require__.e(994)]).then(__webpack_require__.bind(__webpack_require__, 3994))).keys,
    },
    doctor: {
        summary: 'Check policy, keys, programs, sources, stores and permissions',
        examples: ['restorable doctor', 'restorable doctor --workflow .github/workflows/backup.yml'],
        load: async () => (await Promise.all(/* import() */[__webpack_require__.e(668), __webpack_require__.e(534), __webpack_require__.e(413), __webpack_require__.e(939), __webpack_require__.e(606), __webpack_require__.e(86), __webpack_require__.e(914)]).then(__webpack_require__.bind(__webpack_require__, 7914))).doctor,
    },
    schema: {
        summary: 'Print the JSON Schema of the policy file',
        examples: ['restorable schema > policy.schema.json'],
        load: async () => (await __webpack_require__.e(/* import() */ 949).then(__webpack_require__.bind(__webpack_require__, 9949))).schema,
    },
};
/** A failure as the JSON of reports has it. */
function problemJson(error) {
    if ((0,_problem_js__WEBPACK_IMPORTED_MODULE_0__/* .isProblem */ .AN)(error))
        return { code: error.code, message: error.message, ...(error.hint ? { hint: error.hint } : {}) };
    return { code: 'bug', message: (0,_problem_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error) };
}
/** What stands for a result where a command failed before it had one. */
function failureJson(error) {
    return { version: 1, status: 'failed', problems: [problemJson(error)] };
}
function isCommand(name) {
    return Object.hasOwn(commands, name);
}


/***/ }),

/***/ 311:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ optionsOf),
/* harmony export */   f: () => (/* binding */ options)
/* harmony export */ });
/** The one list of options: the command line's help and parser, the action's inputs and their test are made of it. */
const options = [
    {
        name: 'policy',
        kind: 'one',
        value: 'FILE',
        description: 'The policy file; default .github/backup-policy.yml, then backup-policy.yml',
    },
    {
        name: 'source',
        kind: 'many',
        value: 'NAME',
        description: 'Only this source; may be given several times',
        commands: ['run', 'backup', 'verify', 'restore', 'prune', 'list', 'plan', 'gate', 'report', 'doctor'],
    },
    {
        name: 'tag',
        kind: 'many',
        value: 'TAG',
        description: 'A tag on the new backup, or that the gate asks for: up to 24 of letters, digits and : - _ .',
        commands: ['backup', 'gate'],
    },
    {
        name: 'retain',
        kind: 'flag',
        description: 'Keep the new backup until somebody deletes it by hand',
        commands: ['backup'],
    },
    {
        name: 'level',
        kind: 'one',
        value: 'LEVEL',
        description: 'check (no key), read (secret key) or restore (secret key and a throw-away container); default read',
        commands: ['verify'],
    },
    {
        name: 'id',
        kind: 'many',
        value: 'ID',
        description: 'This backup; the id as `restorable list` shows it',
        commands: ['verify', 'restore', 'hold', 'unhold', 'delete', 'undelete'],
    },
    {
        name: 'at',
        kind: 'one',
        value: 'TIME',
        description: "The newest backup made by this time (ISO 8601; without an offset in the policy's time zone)",
        commands: ['restore'],
    },
    {
        name: 'store',
        kind: 'one',
        value: 'NAME',
        description: 'Read the copy in this store',
        commands: ['verify', 'restore'],
    },
    {
        name: 'into',
        kind: 'one',
        value: 'TARGET',
        description: 'Where to restore: a database URL, or a folder or file; ${NAME} takes it from the environment',
        commands: ['restore'],
    },
    {
        name: 'only',
        kind: 'many',
        value: 'PATTERN',
        description: 'Restore only these tables or files',
        commands: ['restore'],
    },
    {
        name: 'overwrite',
        kind: 'one',
        value: 'TARGET',
        description: 'Replace what the target holds: its database name or path, once more, so that it is meant',
        commands: ['restore'],
    },
    {
        name: 'apply',
        kind: 'flag',
        description: 'Carry out the deletions, not only show them',
        commands: ['run', 'prune'],
    },
    {
        name: 'because',
        kind: 'one',
        value: 'TEXT',
        description: 'Why; kept with the hold, the deletion or the run record',
        commands: ['hold', 'delete', 'run', 'prune'],
    },
    {
        name: 'thaw',
        kind: 'flag',
        description: 'Delete this time although a failed proof freezes deletion; say why with --because',
        commands: ['run', 'prune'],
    },
    {
        name: 'against',
        kind: 'one',
        value: 'FILE',
        description: 'Compare with this earlier policy: what the change newly deletes and keeps, and a year ahead',
        commands: ['plan'],
    },
    {
        name: 'save',
        kind: 'one',
        value: 'FILE',
        description: 'Write down what retention deletes now, for prune --plan',
        commands: ['plan'],
    },
    {
        name: 'plan',
        kind: 'one',
        value: 'FILE',
        description: 'Carry out exactly this saved plan; refused if the policy or a backup has changed since',
        commands: ['prune'],
    },
    {
        name: 'from-branch',
        kind: 'one',
        value: 'NAME',
        description: 'Delete by the policy of this branch, which is not the default branch: its name, so that it is meant',
        commands: ['run', 'prune'],
    },
    {
        name: 'shards',
        kind: 'one',
        value: 'N',
        description: 'Give the matrix of a workflow that shares the sources among N jobs, at most 256',
        commands: ['plan'],
    },
    {
        name: 'shard',
        kind: 'one',
        value: 'I/N',
        description: 'Only the sources of the I-th of N jobs: 3/16',
        commands: ['run', 'verify'],
    },
    {
        name: 'max-age',
        kind: 'one',
        value: 'DURATION',
        description: 'How old the backup may be: 1h; default objectives.rpo of the source',
        commands: ['gate'],
    },
    {
        name: 'verified-within',
        kind: 'one',
        value: 'DURATION',
        description: 'How long ago a restore must have passed: 8d; default objectives.verified-within, else not asked for',
        commands: ['gate'],
    },
    {
        name: 'copies',
        kind: 'one',
        value: 'N',
        description: 'How many stores must have the backup; default objectives.copies, else 1',
        commands: ['gate'],
    },
    {
        name: 'otherwise',
        kind: 'one',
        value: 'backup',
        description: 'backup: where a new backup helps, make one (tagged gate, and as --tag says), then judge again',
        commands: ['gate'],
    },
    {
        name: 'override',
        kind: 'one',
        value: 'REASON',
        description: 'Let through though it is not met; the reason is recorded in the stores',
        commands: ['gate'],
    },
    {
        name: 'override-until',
        kind: 'one',
        value: 'TIME',
        description: 'When the override ends (ISO 8601), at most 7 days ahead',
        commands: ['gate'],
    },
    {
        name: 'markdown',
        kind: 'flag',
        description: 'Print the result as Markdown',
        commands: ['report'],
    },
    {
        name: 'html',
        kind: 'one',
        value: 'FILE',
        description: 'Write the result as one HTML page, too',
        commands: ['report'],
    },
    {
        name: 'workflow',
        kind: 'many',
        value: 'FILE',
        description: 'Check this workflow of GitHub instead: what gives its secrets away or lets backups collide',
        commands: ['doctor'],
    },
    { name: 'json', kind: 'flag', description: 'Print the result as one JSON document' },
];
/** The options that a command takes. */
function optionsOf(command) {
    const all = options;
    return all.filter((option) => !option.commands || option.commands.includes(command));
}


/***/ }),

/***/ 9773:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  lS: () => (/* reexport */ codeFrame),
  oU: () => (/* reexport */ defaultGrace),
  pc: () => (/* reexport */ durationMs),
  YT: () => (/* reexport */ everything),
  B9: () => (/* reexport */ instantOf),
  GR: () => (/* reexport */ instantsOf),
  pA: () => (/* reexport */ nearest),
  _U: () => (/* reexport */ parseDate),
  E9: () => (/* reexport */ parseDuration),
  ON: () => (/* reexport */ parsePolicy),
  Js: () => (/* reexport */ policyFindings),
  wh: () => (/* reexport */ policySchema),
  XG: () => (/* reexport */ secretNames),
  P3: () => (/* reexport */ wallMs),
  O7: () => (/* reexport */ wallText)
});

// UNUSED EXPORTS: parseSize

;// CONCATENATED MODULE: ./build/js/policy/wall-clock.js
const formats = new Map();
function format(zone) {
    const known = formats.get(zone);
    if (known)
        return known;
    const made = new Intl.DateTimeFormat('en-US', {
        timeZone: zone,
        calendar: 'gregory',
        numberingSystem: 'latn',
        hourCycle: 'h23',
        year: 'numeric',
        month: 'numeric',
        day: 'numeric',
        hour: 'numeric',
        minute: 'numeric',
        second: 'numeric',
    });
    formats.set(zone, made);
    return made;
}
/** The last instant that a Date can hold. */
const endMs = 8.64e15;
const stretchMs = 6 * 3_600_000;
const mostStretches = 20_000;
/** By zone, for stretches of six hours: what the zone's clocks are ahead of UTC; undefined where they are changed within. */
const offsets = new Map();
/** What a clock on the wall of the IANA zone shows, as the milliseconds of the instant at which a clock in UTC shows it. */
function wallMs(at, zone) {
    const ms = at.getTime();
    if (zone === 'UTC')
        return ms;
    const known = offsets.get(zone) ?? new Map();
    offsets.set(zone, known);
    const stretch = Math.floor(ms / stretchMs);
    if (!known.has(stretch)) {
        if (known.size >= mostStretches)
            known.clear();
        const [first, last] = [Math.max(stretch * stretchMs, -endMs), Math.min((stretch + 1) * stretchMs - 1, endMs)];
        const offset = askWall(new Date(first), zone) - first;
        // Clocks that show the same at both ends were not changed in between: no zone changes twice in six hours.
        known.set(stretch, askWall(new Date(last), zone) - last === offset ? offset : undefined);
    }
    const offset = known.get(stretch);
    return offset === undefined ? askWall(at, zone) : ms + offset;
}
function askWall(at, zone) {
    const ms = at.getTime();
    const part = { year: 0, month: 0, day: 0, hour: 0, minute: 0, second: 0 };
    for (const { type, value } of format(zone).formatToParts(at))
        if (type in part)
            part[type] = Number(value);
    const whole = Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute, part.second);
    return whole + (((ms % 1000) + 1000) % 1000);
}
/**
 * The instants at which the wall clock shows this, earliest first: two where clocks were put back over it, and where they
 * were put forward over it the instant at which that was done.
 */
function instantsOf(wall, zone) {
    if (zone === 'UTC')
        return [wall];
    const wallOf = (ms) => wallMs(new Date(ms), zone);
    // Offsets are within 14 hours, and changes are weeks apart: these two instants lie before and after the wall's time.
    const offsets = [wall - 26 * hourMs, wall + 26 * hourMs].map((ms) => wallOf(ms) - ms);
    const [first = wall, second = wall] = offsets.map((offset) => wall - offset);
    const shown = [...new Set([first, second])].filter((ms) => wallOf(ms) === wall).sort((a, b) => a - b);
    const [earliest, ...later] = shown;
    if (earliest !== undefined)
        return [earliest, ...later];
    let [low, high] = [Math.min(first, second), Math.max(first, second)];
    while (high - low > 1) {
        const middle = Math.floor((low + high) / 2);
        if (wallOf(middle) < wall)
            low = middle;
        else
            high = middle;
    }
    return [high];
}
/** "2026-02-14 09:15" on the zone's wall clock. */
function wallText(at, zone) {
    return new Date(wallMs(at, zone)).toISOString().slice(0, 16).replace('T', ' ');
}
const hourMs = 3_600_000;

;// CONCATENATED MODULE: ./build/js/policy/date.js

/** A date (its first moment) or a date and time of ISO 8601, with or without an offset; undefined for anything else. */
function parseDate(text) {
    const match = pattern.exec(text);
    if (!match)
        return undefined;
    const [, date = '', time = '00:00', seconds = ':00', offset] = match;
    // Of 30 February, Date.parse makes a day in March.
    const wallMs = Date.parse(`${date}T${time}${seconds}Z`);
    if (Number.isNaN(wallMs) || !new Date(wallMs).toISOString().startsWith(`${date}T${time}`))
        return undefined;
    if (offset === undefined)
        return { wallMs };
    const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)$/.exec(offset) ?? [];
    const offsetMs = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000;
    return { atMs: sign === '-' ? wallMs + offsetMs : wallMs - offsetMs };
}
/** Where the wall's clock shows it twice, the earlier instant. */
function instantOf(written, timezone) {
    return new Date('atMs' in written ? written.atMs : instantsOf(written.wallMs, timezone)[0]);
}
const pattern = /^((?:19[7-9]\d|2\d{3})-\d\d-\d\d)(?:[T ]([01]\d:[0-5]\d|2[0-3]:[0-5]\d)(:[0-5]\d(?:\.\d{1,3})?)?(Z|[+-](?:0\d|1[0-4]):?[0-5]\d)?)?$/;

;// CONCATENATED MODULE: ./build/js/policy/duration.js
/**
 * A length of time as written: whole numbers, each with a unit, the longest first: "30m", "7d", "1y6mo".
 * Units: s, m or min (minutes), h, d, w, mo (months), y.
 * Where a month would be as sensible as a minute (`minutes: 'spelt-out'`), a bare `m` is refused: other tools read it as months.
 */
function parseDuration(text, options = {}) {
    const match = duration_pattern.exec(text);
    if (!match || text === '')
        return { wrong: 'a length of time such as 30min, 4h, 7d, 2w, 6mo or 1y' };
    const [years = 0, months = 0, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = match
        .slice(1)
        .map((part) => Number.parseInt(part ?? '0', 10));
    if (options.minutes === 'spelt-out' && /\dm(?!o|i)/.test(text)) {
        return {
            wrong: `a length of time in which m is spelt out: ${text.replace(/m(?!o|i)/, 'min')} or ${text.replace(/m(?!o|i)/, 'mo')}`,
        };
    }
    const ms = ((hours * 60 + minutes) * 60 + seconds) * 1000;
    const duration = { years, months, days: weeks * 7 + days, ms, text };
    return durationMs(duration) === 0 || durationMs(duration) > longestMs
        ? { wrong: 'a length of time above zero and up to 1000 years' }
        : duration;
}
/** Its length in milliseconds, with months of 30 days and years of 365: exact up to weeks, for comparing beyond. */
function durationMs(duration) {
    return (duration.years * 365 + duration.months * 30 + duration.days) * 86_400_000 + duration.ms;
}
const duration_pattern = /^(?:(\d{1,9})y)?(?:(\d{1,9})mo)?(?:(\d{1,9})w)?(?:(\d{1,9})d)?(?:(\d{1,9})h)?(?:(\d{1,9})(?:m|min))?(?:(\d{1,9})s)?$/;
const longestMs = 1000 * 365 * 86_400_000;

;// CONCATENATED MODULE: ./build/js/policy/preset.js

/** What each preset is short for, exactly as it would be written out. */
const rulesOf = {
    frequent: {
        keep: {},
        tiers: [
            { until: preset_length('4h'), every: 'all' },
            { until: preset_length('24h'), every: preset_length('1h') },
            { until: preset_length('7d'), every: preset_length('1d') },
            { until: preset_length('4w'), every: preset_length('1w') },
            { until: preset_length('6mo'), every: preset_length('1mo') },
        ],
        max: {},
    },
    classic: { keep: { hourly: 24, daily: 7, weekly: 4, monthly: 12 }, tiers: [], max: {} },
    light: { keep: { daily: 7, weekly: 4, monthly: 3 }, tiers: [], max: { count: 50 } },
};
/** The rules with a preset written out: what is said besides wins, in keep and max key by key. */
function expandPreset(said) {
    if (said.preset === undefined)
        return said;
    const rules = rulesOf[said.preset];
    return {
        ...said,
        keep: { ...rules.keep, ...present(said.keep ?? {}) },
        tiers: said.tiers ?? rules.tiers,
        max: { ...rules.max, ...present(said.max ?? {}) },
    };
}
/** True where nothing is left of a default's preset, because the source says itself what the preset is made of. */
function presetReplaced(preset, own) {
    return rulesOf[preset].tiers.length > 0 ? own.tiers !== undefined : own.keep !== undefined;
}
/** The map without the keys that are undefined. */
function present(map) {
    return Object.fromEntries(Object.entries(map).filter(([, value]) => value !== undefined));
}
function preset_length(text) {
    const duration = parseDuration(text);
    if ('wrong' in duration)
        throw new TypeError(`${text} is no duration`);
    return duration;
}

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 6 modules
var schemas = __webpack_require__(6921);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/core.js
var core = __webpack_require__(8532);
;// CONCATENATED MODULE: ./build/js/policy/template.js
/** The text taken apart. A `${` that does not begin a well-formed `${NAME}` is malformed. */
function pieces(template) {
    const found = [];
    let end = 0;
    for (const match of template.matchAll(/\$\$\{|\$\{([A-Za-z_][A-Za-z0-9_]*)\}|\$\{[^}]*\}?/g)) {
        if (match.index > end)
            found.push({ text: template.slice(end, match.index) });
        if (match[0] === '$${')
            found.push({ text: '${' });
        else
            found.push(match[1] === undefined ? { malformed: match[0] } : { variable: match[1] });
        end = match.index + match[0].length;
    }
    if (end < template.length)
        found.push({ text: template.slice(end) });
    return found;
}
/** Names of the variables in a text, in order, each once. */
function variables(template) {
    return [...new Set(pieces(template).flatMap((piece) => ('variable' in piece ? [piece.variable] : [])))];
}
/**
 * The text with every variable replaced, or the names of those that have no value. An empty value is none: GitHub gives
 * an empty text for a secret that does not exist.
 */
function expand(template, env) {
    const missing = variables(template).filter((name) => !envValue(env, name));
    if (missing.length > 0)
        return { missing };
    const text = pieces(template).map((piece) => {
        if ('variable' in piece)
            return envValue(env, piece.variable) ?? '';
        return 'text' in piece ? piece.text : piece.malformed;
    });
    return { text: text.join('') };
}
/** Where no variable may stand: `$${` is still a plain `${`. */
function unescaped(text) {
    return text.replaceAll('$${', '${');
}
function envValue(env, name) {
    // A secret pasted with the end of its line would break every address it stands in.
    return Object.hasOwn(env, name) ? env[name]?.replace(/\r?\n$/, '') : undefined;
}

;// CONCATENATED MODULE: ./build/js/policy/address.js

/** True where `${NAME}` may stand: secrets and addresses. */
function mayHoldVariables(path) {
    const [top, , ...rest] = path.map(String);
    const at = rest.join('.');
    if (top === 'stores')
        return storeAddresses.has(at);
    return top === 'sources' && (at === 'url' || at === 'path' || /^paths\.\d+$/.test(at));
}
const storeAddresses = new Set([
    's3.bucket',
    's3.endpoint',
    's3.access-key-id',
    's3.secret-access-key',
    's3.session-token',
    'directory.path',
]);
/** A database's address: the scheme where it is literal, and no password in the file. */
function databaseUrlFault(template) {
    if (hasLiteralPassword(template)) {
        return {
            message: 'has a password written into the file',
            hint: 'Write url: ${DATABASE_URL}, or postgres://user:${DATABASE_PASSWORD}@host/database, keep the value in a secret, and change the password: it is in the history of the file.',
        };
    }
    if (template.startsWith('${') || /^postgres(ql)?:\/\//.test(template))
        return undefined;
    const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(template)?.[1];
    return {
        message: `must begin with postgres://${scheme ? `, not with ${scheme}://` : ''}`,
        hint: 'Write url: ${NAME} for an address in an environment variable, or postgres://user@host:5432/database.',
    };
}
/** A store's endpoint: http or https, a host, and neither credentials nor a query. */
function endpointFault(template) {
    if (hasLiteralPassword(template)) {
        return {
            message: 'has a password written into the file',
            hint: 'Write access-key-id: ${NAME} and secret-access-key: ${NAME} instead.',
        };
    }
    if (template.startsWith('${'))
        return undefined;
    const plain = pieces(template).map((piece) => ('text' in piece ? piece.text : 'x'));
    const url = URL.parse(plain.join(''));
    if (url && /^https?:$/.test(url.protocol) && !url.username && !url.search && !url.hash)
        return undefined;
    const bare = /^[\w.-]+(:\d+)?(\/|$)/.test(template);
    return {
        message: 'must be an address such as https://s3.example.com',
        ...(bare ? { hint: 'Write https:// in front of the host.' } : {}),
    };
}
/** True where a URL has a password that is not a single `${NAME}`. */
function hasLiteralPassword(template) {
    const rest = template.replace(/^[^:/?#]*:\/\//, '');
    // Else to the last @: a password may hold signs that should have been encoded.
    const hostFirst = /^(?:[\w.-]|\$\{\w+\})*(?::(?:\d+|\$\{\w+\}))?(?:[/?,#]|$)/.test(rest);
    const user = hostFirst ? '' : rest.slice(0, Math.max(0, rest.lastIndexOf('@')));
    const inUser = user.includes(':') ? user.slice(user.indexOf(':') + 1) : '';
    const inQuery = [...template.matchAll(/[?&](?:ssl)?password=([^&\s]*)/gi)].map((match) => match[1] ?? '');
    return [inUser, ...inQuery].some((password) => password !== '' && !isVariable(password));
}
/** True for a text that is one variable and nothing else. */
function isVariable(template) {
    return /^\$\{[A-Za-z_]\w*\}$/.test(template);
}

;// CONCATENATED MODULE: ./build/js/policy/size.js
/** A number of bytes as written ("500MB" = 500,000,000, "5GiB" = 5 x 2^30); undefined for anything else. */
function parseSize(text) {
    const match = /^(\d+(?:\.\d+)?) ?(B|kB|KB|MB|GB|TB|PB|KiB|MiB|GiB|TiB|PiB)$/.exec(text);
    if (!match)
        return undefined;
    const bytes = Math.round(Number(match[1]) * (unitBytes[match[2] ?? ''] ?? Number.NaN));
    return Number.isSafeInteger(bytes) ? bytes : undefined;
}
const unitBytes = {
    B: 1,
    kB: 1e3,
    KB: 1e3,
    MB: 1e6,
    GB: 1e9,
    TB: 1e12,
    PB: 1e15,
    KiB: 2 ** 10,
    MiB: 2 ** 20,
    GiB: 2 ** 30,
    TiB: 2 ** 40,
    PiB: 2 ** 50,
};

;// CONCATENATED MODULE: ./build/js/policy/leaf.js






// Every schema's error message is what is expected, as a noun phrase ("a size such as 5GiB"): issue.ts makes the sentence.
// A custom issue says `{ expected }`, or a whole predicate in its message.
const expected = (what) => ({ error: () => what });
/** A check on a leaf: undefined where the text is right. */
function judged(schema, judge) {
    return schema.superRefine((value, context) => {
        const fault = judge(value);
        if (!fault)
            return;
        const path = fault.index === undefined ? {} : { path: [fault.index] };
        context.addIssue({
            code: 'custom',
            message: fault.message,
            params: { hint: fault.hint, kind: fault.kind },
            ...path,
        });
    });
}
function parsed(what, read) {
    return schemas/* string */.YjP(expected(what)).transform((text, context) => {
        const result = read(text);
        if (typeof result !== 'object' || result === null || !('wrong' in result))
            return result;
        context.addIssue({ code: 'custom', message: result.wrong, params: { kind: 'expected' } });
        return core/* NEVER */.tm;
    });
}
/** One line of text. */
const line = (what) => schemas/* string */.YjP(expected(what))
    .regex(/^[^\u0000-\u001f\u007f]{1,1000}$/, expected(`${what} of one line`))
    .transform(unescaped);
const texts = (what, item) => schemas/* array */.YOg(line(item), expected(what)).min(1, expected(what)).max(1000, expected('at most 1000 entries'));
const count = (what, max) => schemas/* int */.Whr(expected(what))
    .min(1, expected(what))
    .max(max, expected(`${what}, at most ${max}`));
const size = parsed('a size such as 500MB or 5GiB', (text) => parseSize(text) ?? { wrong: 'a size such as 500MB or 5GiB' });
const percent = schemas/* string */.YjP(expected('a percentage such as 50%'))
    .regex(/^\d{1,6}(\.\d{1,3})?%$/, expected('a percentage such as 50%'))
    .transform((text) => Number.parseFloat(text) / 100);
const durationText = 'a length of time such as 4h, 7d, 2w, 6mo or 1y';
/** In retention, where 6m could be taken for six months, minutes are spelt out. */
const retentionDuration = parsed(durationText, (text) => parseDuration(text, { minutes: 'spelt-out' }));
const duration = parsed('a length of time such as 15m, 1h or 1d', (text) => parseDuration(text));
const dateText = 'a date such as 2026-01-31, or a time such as 2026-01-31T09:30Z';
const date = parsed(dateText, (text) => parseDate(text) ?? { wrong: dateText });
/** One tag, or several by `*`. */
const tagPattern = schemas/* string */.YjP(expected('a tag or a pattern such as release-*'))
    .regex(/^[A-Za-z0-9:._*-]{1,64}$/, expected('a tag of letters, digits and : - _ . with * for any run of characters'));
const serviceName = schemas/* string */.YjP(expected('the name of a service container'))
    .regex(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/, expected('the name of a service container'));
const imageName = schemas/* string */.YjP(expected('an image such as postgres:17'))
    .regex(/^[a-z0-9][A-Za-z0-9._/:@-]{0,254}$/, expected('an image such as postgres:17'));
/** A map whose unknown keys are mistakes; the noun names it in messages: "a postgres source". */
function map(noun, shape) {
    keysOf.set(noun, Object.keys(shape));
    return schemas/* strictObject */.rej(shape, expected(noun));
}
/** Keys of each kind of map, by noun: what an unknown key is compared with. */
const keysOf = new Map();
/** Exactly one of the keys stands in the map. */
function oneOf(schema, keys, noun) {
    return judged(schema, (value) => keys.filter((key) => value[key] !== undefined).length === 1
        ? undefined
        : { message: `must have exactly one of ${keys.join(', ')}: it is ${noun}` });
}
const tools = schemas/* union */.KCZ([
    schemas/* enum */.k5n(['host', 'auto']),
    oneOf(map('a map of tools', {
        service: serviceName.optional().describe('Name of a service container of the job.'),
        image: imageName.optional().describe('Image that a throw-away container runs.'),
    }), ['service', 'image'], 'where client programs run').meta({ minProperties: 1, maxProperties: 1 }),
], expected('host, auto, { service: postgres } or { image: postgres:17 }'))
    .transform((value) => {
    if (typeof value === 'string')
        return { kind: value };
    if (value.service !== undefined)
        return { kind: 'service', service: value.service };
    return { kind: 'image', image: value.image ?? '' };
});
/** A text whose variables stay in it until it is used: what comes out is the template. */
const template = (what) => schemas/* string */.YjP(expected(what)).min(1, expected(what)).max(4096, expected('at most 4096 characters'));
const databaseUrl = judged(template('the address of a database'), databaseUrlFault);
const endpoint = judged(template('an address such as https://s3.example.com'), endpointFault);
const keyId = template('${AWS_ACCESS_KEY_ID} or another variable');
/** A secret that must come from the environment as a whole. */
const secretText = (example) => judged(template(`\${${example}}`), (text) => isVariable(text)
    ? undefined
    : {
        message: 'is a secret written into the file',
        hint: `Write \${${example}}, keep the value in a secret of the repository, and replace the key: it is in the history of the file.`,
    });
/** A path of this machine. */
function place(env) {
    return judged(address('a path', env, /^[^\u0000-\u001f\u007f]+$/), (path) => /^~[^/]*(\/|$)/.test(path)
        ? { message: 'begins with ~, which only a shell replaces', hint: 'Write ${HOME} instead, or ./~ if it is meant.' }
        : undefined);
}
/** An address that is no secret: its variables are replaced when the policy is read. */
function address(what, env, pattern) {
    return schemas/* string */.YjP(expected(what))
        .min(1, expected(what))
        .transform((text, context) => {
        const fail = (message, params) => {
            context.addIssue({ code: 'custom', message, params });
            return core/* NEVER */.tm;
        };
        if (pieces(text).some((piece) => 'malformed' in piece))
            return fail('has a ${ without a name and a }', {});
        const result = expand(text, env);
        if ('missing' in result) {
            const names = result.missing.join(', ');
            const hint = `Set ${names} in \`env:\` of the workflow step, for example from \${{ vars.${result.missing[0]} }}.`;
            return fail(`needs the environment variable ${names}, which is not set`, { hint });
        }
        if (pattern.test(result.text))
            return result.text;
        return text === result.text
            ? fail(what, { kind: 'expected' })
            : fail(`must be ${what}, but its variables make something else`, {});
    });
}

;// CONCATENATED MODULE: ./build/js/policy/schema-retention.js



const keepCount = (what) => schemas/* union */.KCZ([count(`${what}, or all`, 1_000_000), schemas/* literal */.euz('all')], expected(`${what}, or all`))
    .transform((value) => (value === 'all' ? everything : value))
    .optional();
/** "all" as a count: more than there can be, and still a number that arithmetic and JSON can carry. */
const everything = Number.MAX_SAFE_INTEGER;
const slots = 'a whole number from 1';
const within = (what) => retentionDuration.optional().describe(`Keep ${what} of this long before the newest backup.`);
const keep = map('keep', {
    last: keepCount(slots).describe('Keep the newest N backups, or all.'),
    hourly: keepCount(slots).describe('Keep the newest backup of each of the last N hours that have one.'),
    daily: keepCount(slots).describe('Keep the newest backup of each of the last N days that have one.'),
    weekly: keepCount(slots).describe('Keep the newest backup of each of the last N weeks (ISO, from Monday) that have one.'),
    monthly: keepCount(slots).describe('Keep the newest backup of each of the last N months that have one.'),
    yearly: keepCount(slots).describe('Keep the newest backup of each of the last N years that have one.'),
    within: within('every backup'),
    'within-hourly': within('the newest backup of each hour'),
    'within-daily': within('the newest backup of each day'),
    'within-weekly': within('the newest backup of each week'),
    'within-monthly': within('the newest backup of each month'),
    'within-yearly': within('the newest backup of each year'),
    tags: schemas/* array */.YOg(schemas/* union */.KCZ([
        tagPattern.transform((tag) => [tag]),
        schemas/* array */.YOg(tagPattern, expected('a list of tags')).min(1, expected('a list of at least one tag')),
    ], expected('a tag, or a list of tags that must all be there')), expected('a list of tags'))
        .optional()
        .describe('Keep every backup with one of these tags (* is any run of characters); a list inside asks for all of its tags.'),
});
const tier = map('a tier', {
    until: retentionDuration.describe('Age, counted from the newest backup, up to which this tier holds.'),
    every: schemas/* union */.KCZ([schemas/* literal */.euz('all'), retentionDuration], expected('all, or a length of time such as 1h or 1d'))
        .describe('Keep the newest backup of each such period; all keeps every backup.'),
});
const tiers = judged(schemas/* array */.YOg(tier, expected('a list of { until, every }')).max(50, expected('at most 50 tiers')), (list) => {
    const later = list.findIndex((tier, index) => {
        const before = list[index - 1];
        return before !== undefined && durationMs(tier.until) <= durationMs(before.until);
    });
    return later === -1
        ? undefined
        : { message: `must be in order of age: until of tier ${later + 1} is not later than the one before it` };
});
const rules = {
    keep: keep.optional().describe('Rules that keep a backup; one backup may fill several.'),
    tiers: tiers
        .optional()
        .describe('Thinning by age: until each age, keep one backup per period; past the last tier none.'),
    max: map('max', {
        count: count('a whole number from 1', 1_000_000_000).optional().describe('Backups at most.'),
        size: size.optional().describe('Bytes of all backups of the source in one store at most.'),
    })
        .optional()
        .describe('Limits: the oldest go first, but never what is protected, and never below min-keep.'),
};
const typeLimits = (what) => judged(map("a type's limits", {
    min: count('a whole number from 1', 1_000_000).optional().describe('Never fewer backups of this type.'),
    max: count('a whole number from 1', 1_000_000_000)
        .optional()
        .describe('Backups of this type at most; the oldest go first.'),
}), ({ min, max }) => {
    if (min === undefined && max === undefined)
        return { message: 'must have min or max or both' };
    return min !== undefined && max !== undefined && min > max ? { message: 'has a min above its max' } : undefined;
})
    .optional()
    .describe(what)
    .meta({ minProperties: 1 });
const presetNames = ['frequent', 'classic', 'light'];
const retention = map('retention', {
    preset: schemas/* enum */.k5n(presetNames, expected('frequent, classic or light'))
        .optional()
        .describe('Rules by name, for keep, tiers and max; what is said besides wins. frequent: all of 4 hours, hourly to 24 hours, daily to 7 days, weekly to 4 weeks, monthly to 6 months. classic: 24 hourly, 7 daily, 4 weekly, 12 monthly. light: 7 daily, 4 weekly, 3 monthly, at most 50.'),
    ...rules,
    'min-keep': count('a whole number from 1', 1_000_000)
        .optional()
        .describe('Never fewer backups than this, whatever the other rules say.')
        .meta({ default: 3 }),
    before: date
        .optional()
        .describe("Backups from before this date (its first moment in the policy's time zone) or time are deleted, unless something protects them.")
        .meta({ examples: ['2026-01-31', '2026-01-31T09:30Z'] }),
    manual: schemas/* enum */.k5n(['keep', 'rules'], expected('keep or rules'))
        .optional()
        .describe('Manual backups: kept until somebody deletes them, or by the same rules as all.')
        .meta({ default: 'keep' }),
    types: map('types', {
        automatic: typeLimits('Backups taken by schedule.'),
        manual: typeLimits('Backups taken on demand.'),
        daily: typeLimits('Backups with the tag daily.'),
        weekly: typeLimits('Backups with the tag weekly.'),
        monthly: typeLimits('Backups with the tag monthly.'),
    })
        .optional()
        .describe('Minimums and maximums of one type of backup.'),
    protect: schemas/* array */.YOg(tagPattern, expected('a list of tags such as ["release-*"]'))
        .optional()
        .describe('Backups with one of these tags are never deleted (* is any run of characters).'),
    grace: retentionDuration
        .optional()
        .describe('How long a deleted backup can still be had back with undelete.')
        .meta({ default: '7d' }),
});
/** Of the copies in one store. */
const storeRetention = map("a store's retention", rules);

;// CONCATENATED MODULE: ./build/js/policy/build-retention.js



/**
 * Each key of retention (keep, tiers, max ...) is the source's where it has one, else the default's, as a whole; presets are
 * written out before. undefined: nothing said.
 */
function mergeRetention(defaults, own) {
    if (defaults === undefined && own === undefined)
        return undefined;
    const { preset, ...below } = expandPreset(defaults ?? {});
    const above = expandPreset(own ?? {});
    const inherited = preset !== undefined && !presetReplaced(preset, above) ? { preset } : {};
    return { ...present(below), ...inherited, ...present(above) };
}
/** True where no rule would keep any backup. */
function keepsNothing(retention) {
    const keep = present(retention.keep ?? {});
    const rules = Object.keys(keep).filter((rule) => rule !== 'tags' || (keep.tags?.length ?? 0) > 0);
    return rules.length === 0 && (retention.tiers?.length ?? 0) === 0;
}
const defaultMinKeep = 3;
/** How long a deleted backup can be brought back where nothing else is said, as once its source has left the policy. */
const defaultGrace = { years: 0, months: 0, days: 7, ms: 0, text: '7d' };
/** Of merged rules; a date without an offset is meant in the zone. */
function buildRetention(input, timezone) {
    // Nothing said: nothing is deleted. Deleting is asked for, never assumed.
    const { preset, before, manual, types, ...rest } = input ?? { keep: { last: everything } };
    const limits = Object.entries(present(types ?? {})).map(([type, limit]) => [type, present(limit)]);
    return {
        ...(preset === undefined ? {} : { preset }),
        ...(before === undefined ? {} : { before: instantOf(before, timezone) }),
        ...(manual === undefined ? {} : { manual }),
        ...(types === undefined ? {} : { types: Object.fromEntries(limits) }),
        ...buildRules(rest),
        minKeep: rest['min-keep'] ?? defaultMinKeep,
        protect: rest.protect ?? [],
        grace: rest.grace ?? defaultGrace,
    };
}
/** What keeps copies and what limits them. */
function buildRules({ keep = {}, tiers = [], max = {} }) {
    const { last, within, tags = [], hourly, daily, weekly, monthly, yearly } = keep;
    const withinPeriods = present({
        hourly: keep['within-hourly'],
        daily: keep['within-daily'],
        weekly: keep['within-weekly'],
        monthly: keep['within-monthly'],
        yearly: keep['within-yearly'],
    });
    return {
        keep: {
            ...(last === undefined ? {} : { last }),
            counts: present({ hourly, daily, weekly, monthly, yearly }),
            ...(within === undefined ? {} : { within }),
            withinPeriods,
            tags,
        },
        tiers,
        max: {
            ...(max.count === undefined ? {} : { count: max.count }),
            ...(max.size === undefined ? {} : { bytes: max.size }),
        },
    };
}

;// CONCATENATED MODULE: ./build/js/policy/show.js
/** A key's place as people write it: `sources.orders.paths[0]`; an odd key is quoted. */
function showPath(path) {
    return path
        .map((part, index) => {
        if (typeof part === 'number')
            return `[${part}]`;
        const key = /^[A-Za-z0-9_-]{1,80}$/.test(part) ? part : showText(part);
        return index === 0 ? key : `.${key}`;
    })
        .join('');
}
/** A value for a message: short, on one line, and harmless on a terminal. */
function showValue(value) {
    if (value === undefined || value === null)
        return 'nothing';
    if (Array.isArray(value))
        return value.length === 0 ? 'an empty list' : 'a list';
    if (typeof value === 'object')
        return 'a map';
    return typeof value === 'string' ? showText(value) : `the ${typeof value} ${String(value)}`;
}
/** Quoted, cut after 60 characters. */
function showText(text) {
    return harmless(JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}...` : text));
}
/** The text without what a terminal or a log would obey: control characters and changes of writing direction. */
function harmless(text) {
    return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g, '\u{fffd}');
}

;// CONCATENATED MODULE: ./build/js/policy/code-frame.js

const around = 2;
const widest = 140;
const longest = 10_000;
/**
 * The lines around a finding with line numbers and a caret, for a terminal; without the message.
 * Passwords and secret keys that stand in the text are starred out.
 */
function codeFrame(text, finding, options) {
    const paint = (code, what) => (options.colour ? `\u001b[${code}m${what}\u001b[0m` : what);
    const lines = text.split(/\r?\n/);
    const last = Math.min(lines.length, finding.line + around);
    const digits = String(last).length;
    const shift = Math.max(0, finding.column - widest + 20);
    const frame = [];
    for (let number = Math.max(1, finding.line - around); number <= last; number++) {
        const whole = lines[number - 1] ?? '';
        const line = whole.length > longest ? '' : harmless(starred(whole)).slice(shift, shift + widest);
        const here = number === finding.line;
        const gutter = `${here ? '>' : ' '} ${String(number).padStart(digits)} |`;
        frame.push(`${here ? paint(31, gutter) : paint(90, gutter)} ${line}`.trimEnd());
        if (!here)
            continue;
        const before = line.slice(0, finding.column - 1 - shift).replace(/[^\t]/g, ' ');
        const length = Math.max(1, Math.min((finding.endColumn ?? finding.column + 1) - finding.column, widest - before.length));
        frame.push(`${paint(90, `  ${' '.repeat(digits)} |`)} ${before}${paint(31, '^'.repeat(length))}`);
    }
    return frame.join('\n');
}
/** The line with what must not be printed replaced by stars of the same length, so that columns still fit. */
function starred(line) {
    const stars = (before, hidden) => /^["']?\$\{\w+\}["']?$/.test(hidden) ? before + hidden : before + '*'.repeat(hidden.length);
    return line
        .replace(/(:\/\/[^\s:@/]*:)(\S*)(?=@)/g, (_all, before, hidden) => stars(before, hidden))
        .replace(/([?&](?:ssl)?password=)([^&\s"']+)/g, (_all, before, hidden) => stars(before, hidden))
        .replace(/((?:secret-access-key|session-token|password)["']?\s*:\s*)([^\s,}]+)/g, (_all, before, hidden) => stars(before, hidden))
        .replace(/(rsec1|rsgn1)([a-z0-9]+)/gi, (_all, before, hidden) => stars(before, hidden));
}

// EXTERNAL MODULE: ./build/js/problem.js
var problem = __webpack_require__(7177);
;// CONCATENATED MODULE: ./build/js/policy/finding.js

/** The Problem of a policy with mistakes: "3 errors in backup-policy.yml". Its findings come back from {@link policyFindings}. */
function policyInvalid(file, findings) {
    const sorted = [...findings].sort((a, b) => a.line - b.line || a.column - b.column);
    const count = sorted.length === 1 ? '1 error' : `${sorted.length} errors`;
    const first = sorted[0];
    return new problem/* Problem */.AF('policy-invalid', `${count} in ${file}${first ? `: line ${first.line}: ${first.message}` : ''}`, {
        hint: first?.hint ?? 'Correct the policy file; docs/policy.md describes every key.',
        cause: sorted,
    });
}
/** Every mistake of a policy-invalid Problem, in the order of the file; empty for any other error. */
function policyFindings(error) {
    return (0,problem/* isProblem */.AN)(error, 'policy-invalid') && Array.isArray(error.cause) ? error.cause : [];
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(8815);
;// CONCATENATED MODULE: ./build/js/policy/position.js

/** Line and columns of a range, cut at the end of its first line. */
function position(text, lines, range) {
    const start = lines.linePos(range.from);
    const line = Math.max(start.line, 1);
    const column = Math.max(start.col, 1);
    const lineEnd = text.slice(range.from, range.to).search(/\r?\n/);
    const length = lineEnd === -1 ? range.to - range.from : lineEnd;
    return { line, column, ...(length > 0 ? { endColumn: column + length } : {}) };
}
/** The tree at a path; undefined where nothing stands there. */
function treeAt(root, path) {
    let tree = root;
    for (const part of path)
        tree = tree?.children.get(String(part));
    return tree;
}
/**
 * Where to point at for a path: its value; its key where the key is wrong or the value is empty or large;
 * the nearest parent's key where nothing stands there.
 */
function rangeAt(root, path, on) {
    const tree = treeAt(root, path);
    if (!tree)
        return path.length === 0 ? root.range : rangeAt(root, path.slice(0, -1), 'key');
    const large = tree.value === null || (typeof tree.value === 'object' && tree.key !== undefined);
    return (on === 'key' || large ? tree.key : undefined) ?? tree.range;
}
/** A message may repeat what stands in the file: bounded, and harmless on a terminal and in a log. */
function oneLine(message) {
    return harmless(message.length > 1000 ? `${message.slice(0, 1000)}...` : message).replace(/\s+/g, ' ');
}
/** Nobody reads more; a file of nothing but mistakes must not take minutes. */
const most = 200;
/** Collects findings, one for each place: the first is the most telling, others at the same place would only repeat it. */
class Findings {
    all = [];
    #places = new Set();
    #text;
    #lines;
    constructor(text, lines) {
        this.#text = text;
        this.#lines = lines;
    }
    add(found) {
        const path = showPath(found.path);
        const where = position(this.#text, this.#lines, found.range);
        const place = path === '' ? `${where.line}:${where.column}` : path;
        if (this.#places.has(place) || this.all.length === most)
            return;
        this.#places.add(place);
        this.all.push({ message: oneLine(found.message), ...(found.hint ? { hint: found.hint } : {}), ...where, path });
    }
    /** Line (1-based) of a range. */
    line(range) {
        return position(this.#text, this.#lines, range).line;
    }
}

;// CONCATENATED MODULE: ./build/js/policy/suggestion.js
/** The known name that was most likely meant, undefined where none is near. */
function nearest(name, known) {
    if (name.length > 80)
        return undefined;
    let best;
    let bestDistance = Math.max(1, Math.floor(name.length / 3)) + 1;
    const wanted = comparable(name);
    for (const candidate of known) {
        const distance = editDistance(wanted, comparable(candidate), bestDistance);
        if (distance < bestDistance) {
            best = candidate;
            bestDistance = distance;
        }
    }
    return best;
}
/** `; did you mean orders?`, or nothing. */
function didYouMean(name, known) {
    const meant = nearest(name, known);
    return meant === undefined || meant === name ? '' : `; did you mean ${meant}?`;
}
/** Case and the sign between words are slips, not differences. */
function comparable(name) {
    return name.toLowerCase().replace(/[_ ]/g, '-');
}
/**
 * Insertions, deletions, replacements and swaps of neighbours between two texts (optimal string alignment); at least
 * `limit` once beyond it.
 */
function editDistance(a, b, limit = Number.POSITIVE_INFINITY) {
    if (Math.abs(a.length - b.length) >= limit)
        return limit;
    let before = [];
    let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
    for (let i = 1; i <= a.length; i++) {
        const row = [i];
        for (let j = 1; j <= b.length; j++) {
            const same = a[i - 1] === b[j - 1];
            let cost = Math.min(at(previous, j) + 1, at(row, j - 1) + 1, at(previous, j - 1) + (same ? 0 : 1));
            if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
                cost = Math.min(cost, at(before, j - 2) + 1);
            row.push(cost);
        }
        before = previous;
        previous = row;
    }
    return at(previous, b.length);
}
function at(row, index) {
    return row[index] ?? Number.POSITIVE_INFINITY;
}

;// CONCATENATED MODULE: ./build/js/policy/build-plan.js



/** The parts of a policy that plans are judged by, where they are said. */
function buildPlan(input) {
    const { plan, prices } = input;
    const rules = {
        ...(plan?.['max-deletions'] === undefined ? {} : { maxDeletions: plan['max-deletions'] }),
        ...(plan?.label === undefined ? {} : { label: plan.label }),
    };
    return {
        ...(plan ? { plan: rules } : {}),
        ...(prices ? { prices: { currency: prices.currency, perGibMonth: prices['per-gib-month'] } } : {}),
    };
}
/** A price is of a store that is there. */
function checkPrices(prices, stores, root, findings) {
    for (const name of Object.keys(prices['per-gib-month'])) {
        if (stores.includes(name))
            continue;
        const path = ['prices', 'per-gib-month', name];
        findings.add({
            message: `${showPath(path)} is not a store of this policy${didYouMean(name, stores)}`,
            hint: stores.length > 0 ? `The stores are ${stores.slice(0, 20).join(', ')}.` : undefined,
            range: rangeAt(root, path, 'key'),
            path,
        });
    }
}

;// CONCATENATED MODULE: ./build/js/policy/build-source.js



/** A source with the defaults of the policy and of this program filled in. */
function buildSource(input, around) {
    const { defaults } = around;
    const schedule = scheduleOf(input.schedule ?? defaults.schedule);
    const jitter = input.jitter ?? defaults.jitter;
    const objectives = { ...defaults.objectives, ...present(input.objectives ?? {}) };
    const verifiedWithin = objectives['verified-within'];
    const common = {
        name: around.name,
        line: around.line,
        stores: input.stores ?? defaults.stores ?? Object.keys(around.stores),
        ...(schedule === undefined ? {} : { schedule }),
        ...(input.paused ? { paused: true } : {}),
        ...(jitter === undefined ? {} : { jitterMs: durationMs(jitter) }),
        objectives: {
            ...(objectives.rpo ? { rpoMs: durationMs(objectives.rpo) } : {}),
            ...(objectives.rto ? { rtoMs: durationMs(objectives.rto) } : {}),
            ...(verifiedWithin ? { verifiedWithinMs: durationMs(verifiedWithin) } : {}),
            ...(objectives.copies === undefined ? {} : { copies: objectives.copies }),
        },
        retention: buildRetention(mergeRetention(defaults.retention, input.retention), around.timezone),
        verify: buildVerify(input, defaults),
        tools: input.tools ?? defaults.tools ?? { kind: 'auto' },
    };
    if (input.engine === 'sqlite')
        return { ...common, engine: 'sqlite', path: input.path };
    if (input.engine === 'files') {
        return {
            ...common,
            engine: 'files',
            paths: input.paths,
            include: input.include ?? [],
            exclude: input.exclude ?? [],
        };
    }
    const all = (selection) => ({
        include: selection?.include ?? [],
        exclude: selection?.exclude ?? [],
    });
    return {
        ...common,
        engine: 'postgres',
        url: around.url(input.url),
        jobs: input.jobs ?? 1,
        globals: input.globals ?? 'without-passwords',
        tables: all(input.tables),
        schemas: all(input.schemas),
    };
}
function buildVerify(input, defaults) {
    const own = input.verify ?? {};
    const read = scheduleOf(own.read ?? defaults.verify?.read);
    const restore = scheduleOf(own.restore ?? defaults.verify?.restore);
    const image = input.engine === 'postgres' ? input.verify?.image : undefined;
    return {
        ...(read === undefined ? {} : { read }),
        ...(restore === undefined ? {} : { restore }),
        ...(image === undefined ? {} : { image }),
        size: present({ ...defaults.verify?.size, ...present(own.size ?? {}) }),
        assertions: (own.assert ?? []).map(buildAssertion),
    };
}
function buildAssertion(input) {
    const short = (text) => (text.length > 80 ? `${text.slice(0, 77)}...` : text);
    if (input.tables)
        return { kind: 'tables', name: input.name ?? short(`tables ${input.tables.join(', ')}`), tables: input.tables };
    if (input.files)
        return { kind: 'files', name: input.name ?? short(`files ${input.files.join(', ')}`), files: input.files };
    const sql = input.sql ?? '';
    const { equals, min, max } = input;
    return {
        kind: 'sql',
        name: input.name ?? short(sql.trim().replace(/\s+/g, ' ')),
        sql,
        expect: present({ equals, min, max }),
    };
}
function scheduleOf(line) {
    return line === 'never' ? undefined : line;
}

;// CONCATENATED MODULE: ./build/js/policy/build-store.js



/** A store with its defaults filled in. */
function buildStore(input, makeSecret) {
    const retention = input.retention ? { retention: buildRules(input.retention) } : {};
    if (input.s3)
        return { ...buildS3(input.s3, makeSecret), ...retention };
    const { path = '', 'min-free': minFreeBytes = 0 } = input.directory ?? {};
    return { kind: 'directory', path, minFreeBytes, ...retention };
}
/** Rules that keep no copy would empty the store. */
function checkStoreRetention(input, path, root, findings) {
    if (!input.retention || !keepsNothing(input.retention))
        return;
    const at = [...path, 'retention'];
    findings.add({
        message: `${showPath(at)} has no rule that keeps a backup: it would delete every copy in the store`,
        hint: `Add keep, such as keep: { last: ${input.retention.max?.count ?? 2} }, or take retention out: copies stay as long as the backup.`,
        range: rangeAt(root, at, 'key'),
        path: at,
    });
}
function buildS3(s3, makeSecret) {
    const secretOf = (name, key) => {
        const template = s3[key];
        return typeof template === 'string' ? { [name]: makeSecret(template, 's3', key) } : {};
    };
    return {
        kind: 's3',
        bucket: s3.bucket,
        region: s3.region,
        prefix: (s3.prefix ?? '').replace(/^\/|\/$/g, ''),
        ...secretOf('endpoint', 'endpoint'),
        ...secretOf('accessKeyId', 'access-key-id'),
        ...secretOf('secretAccessKey', 'secret-access-key'),
        ...secretOf('sessionToken', 'session-token'),
        ...(s3['path-style'] === undefined ? {} : { pathStyle: s3['path-style'] }),
        ...(s3['storage-class'] === undefined ? {} : { storageClass: s3['storage-class'] }),
        ...(s3.encryption ? { encryption: encryptionOf(s3.encryption) } : {}),
        maxParts: s3['max-parts'] ?? 10_000,
        checksums: s3.checksums ?? 'auto',
    };
}
function encryptionOf(input) {
    if (input.type === 'AES256')
        return { type: 'AES256' };
    return input['key-id'] === undefined ? { type: 'aws:kms' } : { type: 'aws:kms', keyId: input['key-id'] };
}
/** Two names for one place would count its backups twice, as if there were two copies. */
function checkStoresDiffer(stores, root, findings) {
    const seen = new Map();
    for (const [name, store] of stores) {
        const place = store.kind === 's3'
            ? `s3 ${(store.endpoint?.template ?? '').replace(/\/$/, '')} ${store.bucket}/${store.prefix}`
            : `directory ${normal(store.path)}`;
        const other = seen.get(place);
        const path = ['stores', name];
        if (other !== undefined) {
            findings.add({
                message: `stores.${name} is the same place as stores.${other}: two copies in one place are one copy`,
                hint: store.kind === 's3' ? 'Give one of them another bucket or prefix.' : 'Give one of them another path.',
                range: rangeAt(root, path, 'key'),
                path,
            });
        }
        seen.set(place, name);
    }
}
/** A path without `.`, doubled and trailing slashes, and with `a/..` taken out. */
function normal(path) {
    const parts = [];
    for (const part of path.split('/')) {
        if (part === '' || part === '.')
            continue;
        if (part === '..' && parts.length > 0 && parts.at(-1) !== '..')
            parts.pop();
        else
            parts.push(part);
    }
    return (path.startsWith('/') ? '/' : '') + parts.join('/');
}

;// CONCATENATED MODULE: ./build/js/policy/check-source.js



/** Reports what is wrong with a source as a whole, its defaults included. */
function checkSource(input, around, path, root, findings) {
    const { defaults } = around;
    const add = (at, message, hint) => findings.add({ message: `${showPath(at)} ${message}`, hint, range: rangeAt(root, at, 'key'), path: at });
    const retention = mergeRetention(defaults.retention, input.retention);
    // The mistake of a default is shown there, once for all sources.
    const holder = treeAt(root, [...path, 'retention']) ? path : ['defaults'];
    const at = [...holder, 'retention'];
    if (retention && keepsNothing(retention)) {
        add(at, 'has no rule that keeps a backup: it would delete all but min-keep', retention.max?.count !== undefined
            ? `Write keep: { last: ${retention.max.count} } for the newest ${retention.max.count}.`
            : 'Add keep, such as keep: { daily: 7, weekly: 4 }, or keep: { last: all } to delete nothing.');
    }
    const minKeep = retention?.['min-keep'] ?? defaultMinKeep;
    if (retention?.max?.count !== undefined && retention.max.count < minKeep) {
        add([...at, 'max'], `allows ${retention.max.count}, fewer than min-keep ${minKeep}`, `Raise max to at least ${minKeep}, or write min-keep: ${retention.max.count}.`);
    }
    if (retention?.manual === 'keep' && retention.types?.manual?.max !== undefined) {
        add([...at, 'types', 'manual', 'max'], 'limits what manual: keep keeps', 'Write manual: rules, or take the max out.');
    }
    const copies = input.objectives?.copies ?? defaults.objectives?.copies;
    const { length } = input.stores ?? defaults.stores ?? around.stores;
    if (copies !== undefined && copies > length) {
        const holder = input.objectives?.copies === undefined ? ['defaults'] : path;
        const stores = `${length} ${length === 1 ? 'store' : 'stores'}`;
        add([...holder, 'objectives', 'copies'], `asks for ${copies}, but ${showPath(path)} has ${stores}`, `Write copies: ${length}, or add a store.`);
    }
    const tools = input.tools ?? defaults.tools;
    if (tools?.kind === 'image' && input.engine !== 'postgres') {
        const where = input.tools ? [...path, 'tools'] : path;
        add(where, `cannot use a container of an image: that does not see this machine's files`, 'Write tools: host.');
    }
    for (const [index, assertion] of (input.verify?.assert ?? []).entries()) {
        const where = [...path, 'verify', 'assert', index];
        const onFiles = input.engine === 'files';
        if (onFiles && assertion.files === undefined)
            add(where, 'asks a database, which a files source has not', 'Use files: [path].');
        if (!onFiles && assertion.files !== undefined) {
            add(where, `asks for files, which a ${input.engine} source has not`, 'Use sql or tables.');
        }
    }
}

;// CONCATENATED MODULE: ./build/js/policy/issue.js





/** The value of a part of the policy, or undefined with every mistake in it reported as a sentence at its place. */
function readPart(schema, root, path, findings) {
    const result = schema.safeParse(treeAt(root, path)?.value);
    if (result.success)
        return result.data;
    for (const issue of withoutEchoes(result.error.issues))
        report(issue, root, path, findings);
    return undefined;
}
/** Without what a misspelt key alone explains: the key that is missing, and what is wrong with its map as a whole. */
function withoutEchoes(issues) {
    const misspelt = new Set();
    for (const issue of issues) {
        if (issue.code !== 'unrecognized_keys')
            continue;
        misspelt.add(showPath(pathOf(issue)));
        for (const key of issue.keys) {
            const meant = nearest(key, keysOf.get(issue.message) ?? []);
            if (meant)
                misspelt.add(showPath([...pathOf(issue), meant]));
        }
    }
    return issues.filter((issue) => {
        const explained = misspelt.has(showPath(pathOf(issue)));
        return !explained || (issue.code !== 'custom' && issue.code !== 'invalid_type' && issue.code !== 'invalid_union');
    });
}
function pathOf(issue) {
    return issue.path.map((part) => (typeof part === 'number' ? part : String(part)));
}
function report(issue, root, base, findings) {
    const path = [...base, ...pathOf(issue)];
    if (issue.code === 'unrecognized_keys') {
        for (const key of issue.keys)
            unknownKey(key, issue.message, root, path, findings);
        return;
    }
    if (issue.code === 'invalid_union') {
        const branch = likeliest(issue);
        if (branch) {
            for (const inner of branch)
                report(inner, root, path, findings);
            return;
        }
    }
    const tree = treeAt(root, path);
    if (!tree) {
        const message = `${showPath(path)} is missing`;
        const keys = keysOf.get(issue.message);
        const hint = keys
            ? `Add ${path.at(-1)}, a map with the keys ${keys.join(', ')}.`
            : `Add ${path.at(-1)}: ${issue.message}.`;
        findings.add({ message, hint, range: rangeAt(root, path, 'key'), path });
        return;
    }
    const range = rangeAt(root, path, 'value');
    const where = path.length === 0 ? 'the file' : showPath(path);
    if (issue.code === 'custom' && issue.params?.['kind'] !== 'expected') {
        findings.add({ message: `${where} ${issue.message}`, hint: issue.params?.['hint'], range, path });
        return;
    }
    // What stands where a secret belongs is never repeated.
    const hidden = mayHoldVariables(path) && typeof tree.value === 'string';
    const given = hidden ? '' : `, not ${showValue(tree.value)}`;
    const choices = choicesOf(issue);
    const meant = typeof tree.value === 'string' && !hidden ? didYouMean(tree.value, choices) : '';
    // The noun of a map says nothing where it is the key itself: "encryption must be encryption".
    const keys = path.length > 0 && issue.code === 'invalid_type' ? keysOf.get(issue.message) : undefined;
    findings.add({
        message: `${where} must be ${keys ? 'a map' : issue.message}${given}${meant}`,
        hint: keys ? `Its keys are ${keys.join(', ')}.` : quoteHint(tree.value),
        range,
        path,
    });
}
/** The words that could stand there. */
function choicesOf(issue) {
    if (issue.code === 'invalid_union')
        return issue.errors.flat().flatMap(choicesOf);
    return issue.code === 'invalid_value' ? issue.values.filter((value) => typeof value === 'string') : [];
}
/** The alternative whose own type fits, so that only something inside it is wrong. */
function likeliest(issue) {
    return issue.errors.find((branch) => branch.every((inner) => inner.path.length > 0 ||
        (inner.code !== 'invalid_type' && inner.code !== 'invalid_value' && inner.code !== 'invalid_union')));
}
function unknownKey(key, noun, root, parent, findings) {
    const path = [...parent, key];
    const known = keysOf.get(noun) ?? [];
    const elsewhere = nearest(key, known) === undefined ? home(key, noun) : undefined;
    const message = `${showPath(path)} is not a key of ${noun}${didYouMean(key, known)}`;
    const hint = elsewhere ? `${key} is a key of ${elsewhere}.` : `Its keys are ${known.join(', ')}.`;
    findings.add({ message, hint, range: rangeAt(root, path, 'key'), path });
}
/** The kind of map that has the key, where it stands at the wrong place. */
function home(key, noun) {
    for (const [other, keys] of keysOf) {
        if (other !== noun && other !== 'an assertion' && keys.includes(key))
            return other;
    }
    return undefined;
}
function quoteHint(value) {
    return typeof value === 'boolean' ? 'Put it between quotes if it is meant as a text.' : undefined;
}

;// CONCATENATED MODULE: ./build/js/policy/name.js
/** Names of projects, stores and sources: parts of object names, so nothing that a path or a URL would read differently. */
const namePattern = /^(?!.*\.\.)[a-z0-9][a-z0-9._-]{0,62}$/;
const nameRule = 'a name of at most 63 lower-case letters, digits, and . _ - inside (no ..)';
/** A right name near a wrong one: `My Shop` gives `my-shop`. */
function asName(text) {
    const name = text
        .toLowerCase()
        .replace(/[^a-z0-9._-]+/g, '-')
        .replace(/\.{2,}/g, '.')
        .replace(/^[^a-z0-9]+|-+$/g, '')
        .slice(0, 63);
    return namePattern.test(name) && name !== text ? name : undefined;
}

;// CONCATENATED MODULE: ./build/js/policy/scan.js



/** Reports, in every text of the file: expressions of a workflow, variables where none may stand, and secret keys. */
function scan(tree, findings, path = []) {
    for (const [name, child] of tree.children) {
        const inner = [...path, Array.isArray(tree.value) ? Number(name) : name];
        if (child.key)
            scanText(name, child.key, inner, findings, 'key');
        if (typeof child.value === 'string')
            scanText(child.value, child.range, inner, findings, 'value');
        scan(child, findings, inner);
    }
}
/** What would be sent to wherever an address of the policy leads. */
const reserved = /^(ACTIONS_\w*(TOKEN|URL)|GITHUB_TOKEN|INPUT_\w*|RESTORABLE_(SECRET_KEY|SECRET_KEY_FILE|SIGNING_KEY|GITHUB_TOKEN))$/i;
function scanText(text, range, path, findings, role) {
    const where = showPath(path);
    const add = (message, hint) => findings.add({ message: `${where} ${message}`, hint, range, path });
    if (/^\s*(rsec|rsgn)1[a-z0-9]{20}/i.test(text)) {
        add('is a secret key written into the file', 'Take it out, generate a new pair with `restorable keys generate`, and write only the public key here.');
        return;
    }
    if (text.includes('${{')) {
        const name = /\$\{\{\s*(?:secrets|vars|env)\.([A-Za-z_]\w*)/.exec(text)?.[1]?.toUpperCase() ?? 'NAME';
        const hint = mayHoldVariables(path)
            ? `Write \${${name}} here, and \`env: { ${name}: \${{ secrets.${name} }} }\` in the workflow step.`
            : 'Only addresses and secrets can come from the environment, as ${NAME}.';
        add('is an expression of a workflow: the policy file is read as it is', hint);
        return;
    }
    if (!text.includes('${'))
        return;
    const found = pieces(text);
    const malformed = found.find((piece) => 'malformed' in piece);
    const names = found.flatMap((piece) => ('variable' in piece ? [piece.variable] : []));
    const allowed = role === 'value' && mayHoldVariables(path);
    const taken = names.find((name) => reserved.test(name));
    if (allowed && taken) {
        add(`uses \${${taken}}, which is a secret of the runner or of this program`, 'Only the secrets of sources and stores belong here, each in a variable of its own.');
    }
    if (allowed && malformed) {
        add('has a ${ that is not a variable such as ${NAME}', 'Write $${ for a plain ${; the name of a variable has letters, digits and _ alone.');
    }
    if (!allowed && names.length > 0) {
        add(`uses \${${names[0]}} where no variable may stand`, 'Variables may stand in addresses and secrets: url, path, paths, bucket, endpoint, and the keys of a store. Write $${ for a plain ${.');
    }
}

// EXTERNAL MODULE: ./node_modules/zod/v4/core/json-schema-processors.js
var json_schema_processors = __webpack_require__(8439);
;// CONCATENATED MODULE: ./build/js/policy/schema-plan.js


const deletions = 'a whole number from 0';
const price = 'a price from 0, such as 0.023';
const planShape = map('plan', {
    'max-deletions': schemas/* int */.Whr(expected(deletions))
        .min(0, expected(deletions))
        .max(1_000_000_000, expected(`${deletions}, at most 1000000000`))
        .optional()
        .describe('The check of a pull request fails where the change would delete more backups than this. Default: no limit.'),
    label: judged(line('the name of a label'), (text) => text.length <= 50 ? undefined : { message: 'the name of a label of at most 50 characters', kind: 'expected' })
        .optional()
        .describe('Label of a pull request that lets a failing change through.')
        .meta({ default: 'backup-plan-approved' }),
});
const prices = (storeName) => map('prices', {
    currency: schemas/* string */.YjP(expected('three capital letters such as USD'))
        .regex(/^[A-Z]{3}$/, expected('three capital letters such as USD'))
        .describe('Currency of the prices, by its three letters (ISO 4217).')
        .meta({ examples: ['USD', 'EUR'] }),
    'per-gib-month': schemas/* record */.g1P(storeName, schemas/* number */.aig(expected(price))
        .min(0, expected(price))
        .max(1_000_000, expected(`${price}, at most 1000000`)), expected('a map of prices by the name of the store'))
        .describe('By store: the price of keeping one GiB for a month.'),
});

;// CONCATENATED MODULE: ./build/js/policy/schema-source.js





const assertion = judged(map('an assertion', {
    name: line('a name').optional().describe('What the assertion says, for reports.'),
    sql: schemas/* string */.YjP(expected('an SQL query that gives one value'))
        .min(1, expected('an SQL query that gives one value'))
        .max(20_000, expected('at most 20,000 characters'))
        // psql takes it for a command of its own, such as a shell.
        .regex(/^\s*[^\s\\]/, expected('an SQL query, which begins with no backslash'))
        .optional()
        .describe('A query of one row and one column, run on the restored database.'),
    equals: schemas/* union */.KCZ([schemas/* string */.YjP(), schemas/* number */.aig()], expected('a text or a number'))
        .optional()
        .describe('What the query must give.'),
    min: schemas/* number */.aig(expected('a number')).optional().describe('The least that the query may give.'),
    max: schemas/* number */.aig(expected('a number')).optional().describe('The most that the query may give.'),
    tables: texts('a list of at least one table', 'the name of a table')
        .optional()
        .describe('Tables that must be there.'),
    files: texts('a list of at least one file', 'the path of a file').optional().describe('Files that must be there.'),
}), assertionFault).meta({ oneOf: [{ required: ['sql'] }, { required: ['tables'] }, { required: ['files'] }] });
function assertionFault(value) {
    const kinds = [value.sql, value.tables, value.files].filter((part) => part !== undefined);
    if (kinds.length !== 1)
        return { message: 'must have exactly one of sql, tables, files' };
    const bounds = value.min !== undefined || value.max !== undefined;
    if (value.sql === undefined) {
        return bounds || value.equals !== undefined
            ? { message: 'has equals, min or max, which only sql takes' }
            : undefined;
    }
    if ((value.equals !== undefined) === bounds)
        return { message: 'must have either equals, or min or max or both' };
    return (value.min ?? Number.NEGATIVE_INFINITY) > (value.max ?? Number.POSITIVE_INFINITY)
        ? { message: 'has a min above its max' }
        : undefined;
}
const filePatterns = judged(texts('a list of at least one pattern', 'a pattern'), (patterns) => {
    const negated = patterns.find((pattern) => pattern.startsWith('!'));
    return negated === undefined
        ? undefined
        : {
            message: 'has a pattern that begins with !, which means nothing here',
            hint: 'Say what to take with include and what to leave with exclude.',
        };
});
const selection = (what) => map(`a selection of ${what}`, {
    include: texts('a list of at least one pattern', 'a pattern')
        .optional()
        .describe(`Patterns of the ${what} to dump, as pg_dump takes them; default: all.`),
    exclude: texts('a list of at least one pattern', 'a pattern')
        .optional()
        .describe(`Patterns of ${what} to leave out.`),
});
const sizeChange = map('size', {
    shrink: judged(percent, (part) => (part <= 1 ? undefined : { message: 'must be at most 100%' }))
        .optional()
        .describe('A backup may be this much smaller than the median of the recent ones.'),
    grow: percent.optional().describe('A backup may be this much larger than the median of the recent ones.'),
}).describe('How far the size may be from what is usual before a backup is reported.');
/** Schemas of a source of each engine, and of the defaults of all. */
function sourceShapes(context) {
    const cron = (what) => judged(schemas/* string */.YjP(expected('a cron line such as "0 2 * * *"')), (text) => {
        if (text === 'never')
            return undefined;
        if (text.length > 200)
            return { message: 'is too long for a cron line' };
        const wrong = context.checks.cron(text, context.timezone);
        return wrong === undefined
            ? undefined
            : {
                message: `is not a cron line: ${wrong}`,
                hint: 'Write five fields: minute hour day-of-month month day-of-week.',
            };
    })
        .optional()
        .describe(what)
        .meta({ examples: ['0 2 * * *'] });
    const storeName = judged(schemas/* string */.YjP(expected('the name of a store')), (name) => {
        if (!context.stores || context.stores.includes(name))
            return undefined;
        return {
            message: `is not a store of this policy${didYouMean(name, context.stores)}`,
            ...(context.stores.length > 0 ? { hint: `The stores are ${context.stores.slice(0, 20).join(', ')}.` } : {}),
        };
    });
    const verify = {
        read: cron('When backups are downloaded, opened and read through; never, or nothing: only on demand.'),
        restore: cron('When the newest backup is restored into a throw-away place; never, or nothing: only on demand.'),
        size: sizeChange.optional(),
    };
    const asserted = {
        ...verify,
        assert: schemas/* array */.YOg(assertion, expected('a list of assertions'))
            .max(200, expected('at most 200 assertions'))
            .optional()
            .describe('What must hold in a restored backup.'),
    };
    const common = {
        stores: judged(schemas/* array */.YOg(storeName, expected('a list of names of stores')).min(1, expected('a list of at least one store')), (names) => {
            const twice = names.find((name, index) => names.indexOf(name) !== index);
            return twice === undefined ? undefined : { message: `has ${twice} twice` };
        })
            .optional()
            .describe('Names of the stores that every backup goes to. Default: all stores.'),
        schedule: cron("Five-field cron line in the policy's time zone; never, or nothing: only on demand."),
        jitter: judged(duration, (length) => durationMs(length) < 86_400_000 ? undefined : { message: 'must be shorter than 24h' })
            .optional()
            .describe('Each tick is put off by up to this, so that sources do not all start at once.')
            .meta({ examples: ['10m'] }),
        objectives: map('objectives', {
            rpo: duration.optional().describe('Recovery point: the newest backup is never older than this.'),
            rto: duration.optional().describe('Recovery time: a test restore takes at most this long.'),
            'verified-within': duration.optional().describe('The newest proof by a restore is never older than this.'),
            copies: count('a whole number from 1', 1000).optional().describe('Stores that must hold the newest backup.'),
        })
            .optional()
            .describe('What reports measure against, and what a gate asks for.'),
        retention: retention
            .optional()
            .describe('What is kept and for how long. Nothing said, here or in defaults: everything is kept.'),
        tools: tools.optional().describe('Where client programs run. Default: auto.').meta({ default: 'auto' }),
    };
    const own = {
        ...common,
        paused: schemas/* boolean */.zMY(expected('true or false'))
            .optional()
            .describe('True: no backups by schedule, until this is taken out.')
            .meta({ default: false }),
    };
    const globals = schemas/* enum */.k5n(['without-passwords', 'with-passwords', 'none'], expected('without-passwords, with-passwords or none'))
        .optional()
        .describe('Roles and tablespaces: dumped without the passwords of roles, with them, or not at all.')
        .meta({ default: 'without-passwords' });
    return {
        defaults: map('defaults', {
            ...common,
            verify: map('verify of defaults', verify).optional().describe('How backups are proven.'),
        }),
        postgres: map('a postgres source', {
            engine: schemas/* literal */.euz('postgres').describe('A PostgreSQL database, by pg_dump.'),
            url: databaseUrl.describe('postgres://user:${PASSWORD}@host:5432/database, or one ${NAME} for all of it.'),
            ...own,
            jobs: count('a whole number from 1', 64)
                .optional()
                .describe("pg_dump's processes; above 1 in the directory format.")
                .meta({ default: 1 }),
            globals,
            tables: selection('tables').optional().describe('Which tables.'),
            schemas: selection('schemas').optional().describe('Which schemas.'),
            verify: map("a postgres source's verify", {
                ...asserted,
                image: imageName
                    .optional()
                    .describe("Image of the throw-away server. Default: matches the dumped server's version."),
            })
                .optional()
                .describe('How backups are proven.'),
        }),
        sqlite: map('a sqlite source', {
            engine: schemas/* literal */.euz('sqlite').describe('An SQLite database file, copied consistently while in use.'),
            path: place(context.env).describe('The database file. May contain ${NAME}.'),
            ...own,
            verify: map("a sqlite source's verify", asserted).optional().describe('How backups are proven.'),
        }),
        files: map('a files source', {
            engine: schemas/* literal */.euz('files').describe('Directories and files, as one tar.'),
            paths: schemas/* array */.YOg(place(context.env), expected('a list of at least one path'))
                .min(1, expected('a list of at least one path'))
                .max(1000, expected('at most 1000 paths'))
                .describe('Directories and files. May contain ${NAME}.'),
            include: filePatterns.optional().describe('Only what matches one of these patterns.'),
            exclude: filePatterns.optional().describe('Nothing that matches one of these patterns.'),
            ...own,
            verify: map("a files source's verify", asserted).optional().describe('How backups are proven.'),
        }),
    };
}

;// CONCATENATED MODULE: ./build/js/policy/schema-store.js



/** A store: exactly one of its kinds. */
function storeShape(env) {
    const s3 = judged(map('an s3 store', {
        bucket: address('a bucket name such as shop-backups', env, /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/).describe('Name of the bucket. May be or contain ${NAME}.'),
        region: schemas/* string */.YjP(expected('a region such as eu-north-1, or auto'))
            .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, expected('a region such as eu-north-1, or auto'))
            .describe('Region of the bucket; auto for stores without regions.')
            .meta({ examples: ['eu-north-1', 'auto'] }),
        prefix: judged(schemas/* string */.YjP(expected('a folder such as prod or shop/prod')), (text) => {
            const right = text === '' ||
                /^\/?(?!.*(?:^|\/)\.{1,2}(?:\/|$))[A-Za-z0-9!_.*'()-]+(?:\/[A-Za-z0-9!_.*'()-]+)*\/?$/.test(text);
            return right && text.length <= 300
                ? undefined
                : { message: 'a folder such as prod or shop/prod', kind: 'expected' };
        })
            .optional()
            .describe('Folder in the bucket that holds the backups.')
            .meta({ default: '' }),
        endpoint: endpoint
            .optional()
            .describe("Address of a store that is not Amazon's. May be or contain ${NAME}.")
            .meta({ examples: ['https://example.r2.cloudflarestorage.com'] }),
        'path-style': schemas/* boolean */.zMY(expected('true or false'))
            .optional()
            .describe("Bucket in the path instead of in the host name. Default: true where the endpoint is not Amazon's."),
        'access-key-id': keyId
            .optional()
            .describe("Access key, as ${NAME}. Default: the environment's (AWS_ACCESS_KEY_ID, OpenID Connect, a role)."),
        'secret-access-key': secretText('AWS_SECRET_ACCESS_KEY')
            .optional()
            .describe('Its secret, as ${NAME}; never literal.'),
        'session-token': secretText('AWS_SESSION_TOKEN')
            .optional()
            .describe('Session token of temporary keys, as ${NAME}.'),
        'storage-class': schemas/* string */.YjP(expected('a storage class such as STANDARD_IA'))
            .regex(/^[A-Z][A-Z0-9_]{0,63}$/, expected('a storage class such as STANDARD_IA'))
            .optional()
            .describe("Storage class of the data. Default: the bucket's.")
            .meta({ examples: ['STANDARD_IA', 'GLACIER_IR'] }),
        encryption: judged(map("a store's encryption", {
            type: schemas/* enum */.k5n(['AES256', 'aws:kms'], expected('AES256 or aws:kms')).describe('Whose key the store uses.'),
            'key-id': line('the id of a KMS key').optional().describe('Key of aws:kms; default: the one of the account.'),
        }), (value) => value.type === 'AES256' && value['key-id'] !== undefined
            ? { message: 'has a key-id, which only type aws:kms takes' }
            : undefined)
            .optional()
            .describe('Encryption by the store itself, on top of the sealing that is always done.'),
        'max-parts': count('a whole number from 1', 10_000)
            .optional()
            .describe('Parts of one upload at most; some stores take 1000.')
            .meta({ default: 10_000 }),
        checksums: schemas/* enum */.k5n(['auto', 'always', 'never'], expected('auto, always or never'))
            .optional()
            .describe('Checksums of the S3 protocol: auto sends them to Amazon only, for others refuse them. Ours are always there.')
            .meta({ default: 'auto' }),
    }), (value) => (value['access-key-id'] === undefined) === (value['secret-access-key'] === undefined) &&
        (value['session-token'] === undefined || value['access-key-id'] !== undefined)
        ? undefined
        : { message: 'must have access-key-id and secret-access-key together' });
    const directory = map('a directory store', {
        path: place(env).describe('Directory, relative to where the program runs. May be or contain ${NAME}.'),
        'min-free': size
            .optional()
            .describe('Space that must stay free on its file system; a backup does not start below it.')
            .meta({ default: '0B', examples: ['5GiB'] }),
    });
    return oneOf(map('a store', {
        s3: s3.optional().describe('A bucket of Amazon S3 or of a store that speaks its protocol.'),
        directory: directory.optional().describe('A directory of a disk or a mounted share.'),
        retention: storeRetention
            .optional()
            .describe('How long copies stay in this store. Default: as long as the backup is kept.'),
    }), ['s3', 'directory'], 'one place').meta({ oneOf: [{ required: ['s3'] }, { required: ['directory'] }] });
}

;// CONCATENATED MODULE: ./build/js/policy/timezone.js

/** Why a text is not an IANA time zone; undefined where it is one. */
function timezoneWrong(text) {
    // Intl takes offsets such as +01:00 too: those know no daylight saving, and cron lines would drift.
    if (/^[A-Za-z]/.test(text) && isZone(text))
        return undefined;
    const zones = ['UTC', ...Intl.supportedValuesOf('timeZone')];
    const city = zones.find((zone) => zone.split('/').at(-1)?.toLowerCase() === text.toLowerCase().replaceAll(' ', '_'));
    return `is not an IANA time zone such as Europe/Stockholm or UTC${city ? `; did you mean ${city}?` : didYouMean(text, zones)}`;
}
function isZone(text) {
    try {
        new Intl.DateTimeFormat('en', { timeZone: text });
        return true;
    }
    catch (error) {
        if (error instanceof RangeError)
            return false;
        throw error;
    }
}

;// CONCATENATED MODULE: ./build/js/policy/schema.js







/** The whole file, and its parts: they are read one by one, so that a mistake in one hides none in another. */
function policyShapes(context) {
    const source = sourceShapes(context);
    const store = storeShape(context.env);
    const name = schemas/* string */.YjP().regex(namePattern);
    const key = (kind, prefix) => judged(schemas/* string */.YjP(expected(`a public key that begins with ${prefix}1`)), (text) => {
        const wrong = context.checks[kind](text);
        if (wrong === undefined)
            return undefined;
        const because = /^(is|has|does|mixes) /.test(wrong) ? `it ${wrong}` : wrong;
        return { message: `is not a ${kind}'s public key: ${because}`, hint: keyHint };
    });
    const top = {
        version: schemas/* literal */.euz(1, expected('the number 1, the only version of this format'))
            .describe('Version of this format.'),
        project: schemas/* string */.YjP(expected(nameRule))
            .regex(namePattern, expected(nameRule))
            .describe('Name of what is backed up, for reports.'),
        timezone: judged(schemas/* string */.YjP(expected('an IANA time zone such as Europe/Stockholm')), (text) => {
            const wrong = timezoneWrong(text);
            return wrong === undefined ? undefined : { message: wrong };
        })
            .optional()
            .describe('IANA time zone of schedules and of the days, weeks and months of retention.')
            .meta({ default: 'UTC', examples: ['Europe/Stockholm'] }),
        encryption: map('encryption', {
            recipients: judged(schemas/* array */.YOg(key('recipient', 'rpub'), expected('a list of public keys'))
                .min(1, expected('a list of at least one public key: without one, nobody could open a backup'))
                .max(64, expected('at most 64 keys')), repeatedKey).describe('Public keys (rpub1...) that backups are sealed to. The secret key of any one of them opens a backup.'),
            signers: schemas/* array */.YOg(key('signer', 'rsig'), expected('a list of public keys'))
                .min(1, expected('a list of at least one public key: without one, every backup counts'))
                .max(64, expected('at most 64 keys'))
                .optional()
                .describe('Public keys (rsig1...): where given, only backups signed by one of them count.'),
        }).describe('Who can open the backups, and whose backups count.'),
        plan: planShape.optional().describe('What a change of the policy may do without an approval.'),
    };
    const stores = expected('a map of stores by name, at least one');
    const sources = expected('a map of sources by name, at least one');
    return {
        ...source,
        store,
        header: map('a policy', {
            ...top,
            stores: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* unknown */.L5J(), stores),
            defaults: schemas/* unknown */.L5J().optional(),
            sources: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* unknown */.L5J(), sources),
            prices: prices(schemas/* string */.YjP()).optional(),
        }),
        policy: map('a policy', {
            version: top.version,
            project: top.project,
            timezone: top.timezone,
            stores: schemas/* record */.g1P(name, store, stores).describe('Where backups go, by name.').meta({ minProperties: 1 }),
            encryption: top.encryption,
            defaults: source.defaults.optional().describe('What holds for every source that does not say otherwise.'),
            sources: schemas/* record */.g1P(name, schemas/* discriminatedUnion */.gMt('engine', [source.postgres, source.sqlite, source.files]), sources)
                .describe('What is backed up, by name.')
                .meta({ minProperties: 1 }),
            plan: top.plan,
            prices: prices(name).optional().describe('What keeping backups costs, for the simulation of plan.'),
        }),
    };
}
/** Who gives two keys means two people, or a spare: the same one twice is neither. */
function repeatedKey(keys) {
    const index = keys.findIndex((text, at) => keys.indexOf(text) !== at);
    if (index === -1)
        return undefined;
    const message = `is the same key as encryption.recipients[${keys.indexOf(keys[index] ?? '')}]`;
    return { message, hint: 'Take one of the two out, or write the other key that was meant.', index };
}
const keyHint = 'Public keys may stand in the file; `restorable keys generate` prints a new pair.';
/** The JSON Schema (draft 7, which editors know best) of a policy file. */
function policySchema() {
    const right = () => undefined;
    const shapes = policyShapes({ env: {}, checks: { recipient: right, signer: right, cron: right }, timezone: 'UTC' });
    return {
        ...json_schema_processors/* toJSONSchema */.bl(shapes.policy, { io: 'input', target: 'draft-7' }),
        title: 'Backup policy of Restorable',
    };
}

// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
;// CONCATENATED MODULE: ./build/js/policy/secret.js




function secret(template, env, place) {
    const made = {
        template,
        reveal() {
            const result = expand(template, env);
            if ('text' in result)
                return result.text;
            throw secretMissing(result.missing, env, place);
        },
        toJSON: () => template,
        toString: () => template,
    };
    // Not enumerable, so that two policies of the same text stay equal by value.
    Object.defineProperty(made, external_node_util_.inspect.custom, { value: () => template });
    return made;
}
function secretMissing(names, env, place) {
    const states = names.map((name) => `${name} is ${env[name] === undefined ? 'not set' : 'empty'}`);
    return new problem/* Problem */.AF('secret-missing', `${states.join(', ')}, needed by ${place.path} (${place.file}:${place.line})`, {
        hint: missingHint(names),
    });
}
/** What to type so that the variables have values. */
function missingHint(names) {
    const lines = names.map((name) => `${name}: \${{ secrets.${name} }}`);
    return `Add \`env: { ${lines.join(', ')} }\` to the workflow step and define the secret in the repository's settings, or export ${names.join(', ')} in the shell.`;
}
/** Every variable that a policy uses, sorted: their values are masked before anything is printed. Never throws. */
function secretNames(policyText) {
    const names = new Set(variables(policyText));
    // A double-quoted text can spell a dollar sign as an escape: the parsed texts count too.
    if (policyText.length <= 1_048_576 && policyText.includes('\\')) {
        for (const text of scalars(policyText))
            for (const name of variables(text))
                names.add(name);
    }
    return [...names].sort();
}
function scalars(policyText) {
    const texts = [];
    try {
        (0,dist/* visit */.YR)((0,dist/* parseDocument */.Tp)(policyText, { logLevel: 'silent', uniqueKeys: false }), (_key, node) => {
            if ((0,dist/* isScalar */.jn)(node) && typeof node.value === 'string')
                texts.push(node.value);
        });
    }
    catch (error) {
        // A text nested deeper than the stack is refused by parsePolicy, so nothing in it is ever revealed.
        if (!(error instanceof RangeError))
            throw error;
    }
    return texts;
}

;// CONCATENATED MODULE: ./build/js/policy/tree.js


const maxNodes = 20_000;
const maxDepth = 50;
const tooDeep = 'the file is nested too deeply';
/** The YAML text as a tree; what is not plain YAML is reported. undefined where the syntax itself is broken. */
function readTree(text, lines, report) {
    let document;
    try {
        document = (0,dist/* parseDocument */.Tp)(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false, logLevel: 'error' });
    }
    catch (error) {
        if (!(error instanceof RangeError))
            throw error;
        report({ message: tooDeep, range: { from: 0, to: 0 }, path: [] });
        return undefined;
    }
    const complaints = [...document.errors, ...document.warnings];
    const told = new Set();
    for (const complaint of complaints) {
        // What follows the first complaint of a line is its echo.
        const { line } = lines.linePos(complaint.pos[0]);
        if (told.size < 10 && !told.has(line))
            report(syntaxFinding(complaint, text));
        told.add(line);
    }
    return complaints.length > 0 ? undefined : new Walk(report).whole(document.contents);
}
function syntaxFinding(error, text) {
    const [from, to] = error.pos;
    const lineStart = text.lastIndexOf('\n', from - 1) + 1;
    const line = text.slice(lineStart, text.indexOf('\n', from) === -1 ? undefined : text.indexOf('\n', from));
    if (error.message.includes('call stack'))
        return { message: tooDeep, range: { from, to }, path: [] };
    const message = harmless(error.message.replace(/; please use .*/, ''));
    let hint;
    if (/(^|[^"'$])\$\{\w+\}/.test(line) && /[{[]/.test(line.replace(/\$\{\w+\}/g, ''))) {
        hint = 'Put ${NAME} between double quotes where it stands inside { } or [ ].';
    }
    else if (/:\s*\*/.test(line))
        hint = 'Put a cron line or a pattern that begins with * between double quotes.';
    else if (/:\s*[@`%&!|>]/.test(line))
        hint = 'Put a text that begins with a special character between double quotes.';
    else if (line.includes('\t'))
        hint = 'Indent with spaces, not with tabs.';
    else if (/same column|compact mappings|implicit keys|all mapping items/i.test(error.message)) {
        hint =
            'Keys of one map begin at the same column: look at the spaces before this line, the one above and the one below.';
    }
    return {
        message: `not valid YAML: ${message.charAt(0).toLowerCase()}${message.slice(1)}`,
        range: { from, to },
        path: [],
        ...(hint ? { hint } : {}),
    };
}
/** One walk over a document: anchors seen so far, and how much has been read (an alias may stand for a lot). */
class Walk {
    #anchors = new Map();
    #report;
    #nodes = 0;
    #full = false;
    constructor(report) {
        this.#report = report;
    }
    /** undefined where it is too large, or lacks too much, to go on. */
    whole(node) {
        const tree = this.#tree(node, []);
        return this.#full ? undefined : tree;
    }
    #tree(node, path, key) {
        const range = { from: node?.range[0] ?? key?.from ?? 0, to: node?.range[1] ?? key?.to ?? 0 };
        const at = { range, path };
        const leaf = (value) => ({ value, range, children: new Map(), ...(key ? { key } : {}) });
        this.#nodes += 1;
        if (this.#nodes > maxNodes) {
            if (!this.#full)
                this.#report({ ...at, message: `more than ${maxNodes} values in one policy` });
            this.#full = true;
            return leaf(null);
        }
        if (path.length > maxDepth) {
            this.#report({ ...at, message: tooDeep });
            return leaf(null);
        }
        if ((0,dist/* isAlias */.Vj)(node)) {
            const source = this.#anchors.get(node.source);
            if (source && source !== 'open') {
                this.#nodes += tree_size(source, maxNodes);
                return { value: source.value, range, children: source.children, ...(key ? { key } : {}) };
            }
            this.#report({
                ...at,
                message: `*${harmless(node.source)} refers to itself or to an anchor that is not above it`,
            });
            return leaf(null);
        }
        const anchor = node && 'anchor' in node ? node.anchor : undefined;
        if (anchor)
            this.#anchors.set(anchor, 'open');
        const tree = (0,dist/* isCollection */.P3)(node)
            ? { ...leaf(null), ...this.#collection(node, path) }
            : leaf((0,dist/* isScalar */.jn)(node) ? node.value : null);
        if (anchor)
            this.#anchors.set(anchor, tree);
        return tree;
    }
    #collection(node, path) {
        if ((0,dist/* isMap */.jh)(node))
            return this.#map(node, path);
        const items = (0,dist/* isSeq */.oP)(node) ? node.items : [];
        const children = items.map((item, index) => this.#tree(item, [...path, index]));
        return {
            value: children.map((child) => child.value),
            children: new Map(children.map((child, index) => [String(index), child])),
        };
    }
    #map(map, path) {
        const children = new Map();
        for (const pair of map.items) {
            const range = { from: pair.key.range[0], to: pair.key.range[1] };
            const name = (0,dist/* isScalar */.jn)(pair.key) ? String(pair.key.value) : undefined;
            if (name === undefined || name === '__proto__') {
                this.#report({ message: 'a key must be a plain text', range, path: [...path, name ?? '?'] });
                continue;
            }
            if (name === '<<') {
                const hint = 'Write its keys out, or put what sources have in common under defaults.';
                this.#report({ message: '<< does not merge maps here', hint, range, path: [...path, name] });
                // What it should have brought would be missed everywhere.
                this.#full = true;
                continue;
            }
            if (children.has(name)) {
                const message = `${showPath([...path, name])} is given twice`;
                this.#report({ message, hint: `Remove one of the two ${showText(name)}.`, range, path: [...path, name] });
                continue;
            }
            children.set(name, this.#tree(pair.value, [...path, name], range));
        }
        return { value: Object.fromEntries([...children].map(([name, child]) => [name, child.value])), children };
    }
}
/** Number of values in a tree, counted no further than the limit. */
function tree_size(tree, limit) {
    let count = 1;
    for (const child of tree.children.values()) {
        if (count >= limit)
            return count;
        count += tree_size(child, limit - count);
    }
    return count;
}

;// CONCATENATED MODULE: ./build/js/policy/parse.js

















const longestFile = 1_048_576;
/**
 * The policy in a text, with every default filled in.
 * @throws Problem policy-invalid with every mistake found (see policyFindings), and nothing else, whatever the text.
 */
function parsePolicy(text, options) {
    const lines = new dist/* LineCounter */.HN();
    const findings = new Findings(text, lines);
    const policy = isText(text, findings) ? read(text, lines, findings, options) : undefined;
    if (policy === undefined || findings.all.length > 0)
        throw policyInvalid(options.path, findings.all);
    return policy;
}
function isText(text, findings) {
    const add = (message, hint) => findings.add({ message, hint, range: { from: 0, to: 0 }, path: [] });
    if (text.length > longestFile)
        add('the file is longer than 1 MiB');
    // Read as UTF-8: its mark is no character, and every other one of its bytes is NUL.
    else if (/^(\ufffd\ufffd|.?\0)/s.test(text))
        add('the file is UTF-16', 'Save it as UTF-8.');
    return findings.all.length === 0;
}
function read(text, lines, findings, options) {
    const root = readTree(text, lines, (found) => findings.add(found));
    if (root === undefined)
        return undefined;
    // What a decoder writes for bytes that are no UTF-8: a path or a tag would be another.
    const from = text.indexOf('\ufffd');
    if (from !== -1) {
        const message = 'the file is not UTF-8: here are bytes that are no character';
        findings.add({ message, hint: 'Save it as UTF-8.', range: { from, to: from }, path: [] });
        return undefined;
    }
    const version = treeAt(root, ['version']);
    if (version !== undefined && version.value !== 1) {
        // Another version has other keys: everything else would be noise.
        const message = `version must be 1, not ${showValue(version.value)}: this program reads version 1`;
        findings.add({ message, range: rangeAt(root, ['version'], 'value'), path: ['version'] });
        return undefined;
    }
    scan(root, findings);
    return new Reading(root, findings, options, text).policy();
}
/** One reading of a syntactically right file, part by part. */
class Reading {
    #root;
    #findings;
    #options;
    #text;
    #context;
    #shapes;
    constructor(root, findings, options, text) {
        this.#root = root;
        this.#findings = findings;
        this.#options = options;
        this.#text = text;
        const timezone = treeAt(root, ['timezone'])?.value;
        this.#context = {
            env: options.env,
            checks: options.checks,
            timezone: typeof timezone === 'string' && !timezoneWrong(timezone) ? timezone : 'UTC',
            stores: this.#names(['stores']),
        };
        this.#shapes = policyShapes(this.#context);
    }
    policy() {
        const header = readPart(this.#shapes.header, this.#root, [], this.#findings);
        const stores = this.#stores();
        const sources = this.#sources(byName(stores));
        if (header?.prices)
            checkPrices(header.prices, this.#names(['stores']), this.#root, this.#findings);
        if (!header)
            return undefined;
        return {
            version: 1,
            project: header.project,
            timezone: header.timezone ?? 'UTC',
            path: this.#options.path,
            digest: (0,external_node_crypto_.createHash)('sha256').update(this.#text).digest('hex'),
            stores: byName(stores),
            encryption: { recipients: header.encryption.recipients, signers: header.encryption.signers ?? [] },
            sources: byName(sources.map((source) => [source.name, source])),
            ...buildPlan(header),
        };
    }
    #stores() {
        const stores = new Map();
        for (const name of this.#checkedNames(['stores'], 'store')) {
            const input = readPart(this.#shapes.store, this.#root, ['stores', name], this.#findings);
            if (input) {
                checkStoreRetention(input, ['stores', name], this.#root, this.#findings);
                stores.set(name, buildStore(input, (template, ...path) => this.#secret(template, ['stores', name, ...path])));
            }
        }
        checkStoresDiffer(stores, this.#root, this.#findings);
        return stores;
    }
    #sources(stores) {
        const given = treeAt(this.#root, ['defaults']) !== undefined;
        const defaults = (given && readPart(this.#shapes.defaults, this.#root, ['defaults'], this.#findings)) || {};
        const names = this.#names(['stores']);
        const { timezone } = this.#context;
        const sources = [];
        for (const name of this.#checkedNames(['sources'], 'source')) {
            const path = ['sources', name];
            const shape = this.#sourceShape(path);
            const input = shape && readPart(shape, this.#root, path, this.#findings);
            if (!input)
                continue;
            checkSource(input, { defaults, stores: names }, path, this.#root, this.#findings);
            const line = this.#findings.line(rangeAt(this.#root, path, 'key'));
            const url = (template) => this.#secret(template, [...path, 'url']);
            sources.push(buildSource(input, { name, line, stores, timezone, defaults, url }));
        }
        return sources;
    }
    /** Which keys a source has depends on its engine. */
    #sourceShape(path) {
        const engines = { postgres: this.#shapes.postgres, sqlite: this.#shapes.sqlite, files: this.#shapes.files };
        const source = treeAt(this.#root, path);
        const engine = source?.children.get('engine');
        const names = Object.keys(engines);
        if (typeof engine?.value === 'string' && Object.hasOwn(engines, engine.value))
            return engines[engine.value];
        const where = showPath(path);
        const hint = `The engines are ${names.join(', ')}.`;
        if (engine) {
            const meant = typeof engine.value === 'string' ? didYouMean(engine.value, names) : '';
            const given = typeof engine.value === 'string' ? showText(engine.value) : 'this';
            const at = [...path, 'engine'];
            const message = `${where}.engine: ${given} is not an engine${meant}`;
            this.#findings.add({ message, hint, range: rangeAt(this.#root, at, 'value'), path: at });
        }
        else {
            const isMap = source && !Array.isArray(source.value) && typeof source.value === 'object' && source.value !== null;
            const misspelt = [...(source?.children.keys() ?? [])].find((key) => nearest(key, ['engine']));
            const message = !isMap
                ? `${where} must be a map with an engine`
                : misspelt === undefined
                    ? `${where}.engine is missing`
                    : `${showPath([...path, misspelt])} is not a key of a source; did you mean engine?`;
            const at = isMap && misspelt !== undefined ? [...path, misspelt] : path;
            this.#findings.add({
                message,
                hint,
                range: rangeAt(this.#root, at, 'key'),
                path: isMap && misspelt === undefined ? [...path, 'engine'] : at,
            });
        }
        return undefined;
    }
    #names(path) {
        const tree = treeAt(this.#root, path);
        return tree && !Array.isArray(tree.value) ? [...tree.children.keys()] : [];
    }
    #checkedNames(path, noun) {
        const names = this.#names(path);
        const tree = treeAt(this.#root, path);
        const isMap = typeof tree?.value === 'object' && tree.value !== null && !Array.isArray(tree.value);
        if (isMap && names.length === 0) {
            const message = `${showPath(path)} is empty: at least one ${noun} is needed`;
            this.#findings.add({ message, range: rangeAt(this.#root, path, 'key'), path });
        }
        for (const name of names.filter((each) => !namePattern.test(each))) {
            const meant = asName(name);
            this.#findings.add({
                message: `${showText(name)} is not a name of a ${noun}${meant ? `; did you mean ${meant}?` : ''}`,
                hint: `Write ${nameRule}.`,
                range: rangeAt(this.#root, [...path, name], 'key'),
                path: [...path, name],
            });
        }
        return names;
    }
    #secret(template, path) {
        const line = this.#findings.line(rangeAt(this.#root, path, 'value'));
        return secret(template, this.#options.env, { path: showPath(path), file: this.#options.path, line });
    }
}
/** Without a prototype: a name such as "constructor" that is not in it finds nothing. */
function byName(entries) {
    return Object.assign(Object.create(null), Object.fromEntries(entries));
}

;// CONCATENATED MODULE: ./build/js/policy/policy.js














/***/ }),

/***/ 7177:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AF: () => (/* binding */ Problem),
/* harmony export */   AN: () => (/* binding */ isProblem),
/* harmony export */   Gv: () => (/* binding */ noteAlso),
/* harmony export */   KW: () => (/* binding */ cancelled),
/* harmony export */   N6: () => (/* binding */ isFailure),
/* harmony export */   NI: () => (/* binding */ stopIfAborted),
/* harmony export */   bD: () => (/* binding */ messageOf)
/* harmony export */ });
/**
 * An expected failure. The message is lower case, without a full stop, and names the place; the hint says what to do.
 * Anything else that escapes is a bug of this program.
 */
class Problem extends Error {
    code;
    hint;
    constructor(code, message, options = {}) {
        super(message, options.cause === undefined ? undefined : { cause: options.cause });
        this.name = 'Problem';
        this.code = code;
        this.hint = options.hint;
    }
}
/** True for a Problem, of one of the codes where some are given. */
function isProblem(error, ...codes) {
    return error instanceof Problem && (codes.length === 0 || codes.includes(error.code));
}
/**
 * True for an expected failure of one thing, without which the others go on. A bug is none, and nor is being cancelled:
 * those end everything.
 */
function isFailure(error) {
    return isProblem(error) && error.code !== 'cancelled';
}
/** What any error says. */
function messageOf(error) {
    return error instanceof Error ? error.message : String(error);
}
/**
 * Notes what else went wrong on the way out of a failure, at the end of its causes: what was thrown first stays what is
 * thrown.
 */
function noteAlso(error, also) {
    let last = error;
    while (last instanceof Error && last.cause instanceof Error)
        last = last.cause;
    if (last instanceof Error && last.cause === undefined)
        last.cause = also;
}
/** Throws `cancelled` if the signal has fired: called between steps, so that a cancelled run ends as cancelled. */
function stopIfAborted(signal) {
    if (signal.aborted)
        throw cancelled(signal);
}
/** The Problem of a fired signal: its reason if that is one already. */
function cancelled(signal) {
    return isProblem(signal.reason) ? signal.reason : new Problem('cancelled', 'cancelled', { cause: signal.reason });
}


/***/ }),

/***/ 1430:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $I: () => (/* binding */ redactAll),
/* harmony export */   En: () => (/* binding */ parseServices),
/* harmony export */   a8: () => (/* binding */ endByItself),
/* harmony export */   c8: () => (/* binding */ secretVariables),
/* harmony export */   fN: () => (/* binding */ makeRunId),
/* harmony export */   lb: () => (/* binding */ makeMask),
/* harmony export */   rE: () => (/* binding */ version),
/* harmony export */   tJ: () => (/* binding */ inert),
/* harmony export */   wl: () => (/* binding */ tuneProcess),
/* harmony export */   yv: () => (/* binding */ originOf),
/* harmony export */   zk: () => (/* binding */ baseEnv)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_v8__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8877);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6921);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7177);




/** Of this program; the same as in package.json. */
const version = '0.1.0';
/** Variables that client programs need; never a secret of this program. */
function baseEnv({ env }) {
    const names = [
        'PATH',
        'HOME',
        'LANG',
        'LC_ALL',
        'TMPDIR',
        'DOCKER_HOST',
        'DOCKER_CONFIG',
        'DOCKER_CONTEXT',
        'DOCKER_CERT_PATH',
        'DOCKER_TLS_VERIFY',
    ];
    return Object.fromEntries(names.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])));
}
/** Variables of the environment that are secrets, whether the policy names them or not. */
const secretVariables = [
    'RESTORABLE_SECRET_KEY',
    'RESTORABLE_SIGNING_KEY',
    'RESTORABLE_GITHUB_TOKEN',
    'GITHUB_TOKEN',
    'AWS_SECRET_ACCESS_KEY',
    'AWS_SESSION_TOKEN',
];
/** Remembers secrets, and takes them out of texts: raw, decoded and URL-encoded. `tell` hears each form once. */
function makeMask(tell) {
    const forms = new Set();
    let longest = [];
    const add = (form) => {
        // A form of one or two characters would blank out half of every text and hide nothing.
        if (form.length < 3 || forms.has(form))
            return;
        forms.add(form);
        // Longest first: a secret inside another must not leave the other's rest behind.
        longest = [...forms].sort((a, b) => b.length - a.length);
        tell(form);
    };
    return {
        mask(secret) {
            for (const line of linesOf(secret).flatMap((line) => [line, ...linesOf(decode(line))])) {
                for (const form of [line, line.trim(), encodeURIComponent(line), encodeURI(line)])
                    add(form);
            }
        },
        redact: (text) => longest.reduce((rest, form) => rest.replaceAll(form, '***'), text),
    };
}
/** The text itself, and its lines. */
const linesOf = (text) => [text, ...text.split(/[\r\n]+/)];
/**
 * Text from anywhere (a server's answer, the name of a file, what somebody wrote into a bucket) as a terminal shows it and
 * a runner logs it, and neither obeys it: of all control characters only line ends, tabs and our own colours are left.
 */
function inert(text, onRunner) {
    const shown = text.replaceAll('\r\n', '\n').replace(obeyed, (_, colour) => colour ?? '\ufffd');
    if (!onRunner)
        return shown;
    // A command begins a line; the older form begins anywhere. A runner passes over white space and what has no width.
    return shown.replace(command, '$1: ').replace(/(#\p{Cf}*#\p{Cf}*)\[/gu, '$1 [');
}
const obeyed = /(\u001b\[(?:[0-2]|3[1-39]|90)m)|[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;
const command = /^((?:\u001b\[\d+m|[^\p{L}\p{N}\p{P}\p{S}\n])*):(?=[^\p{L}\p{N}\p{P}\p{S}\n]*:)/gmu;
/** JSON data with every text in it redacted: once it is written as JSON or Markdown, a secret may not look like itself. */
function redactAll(value, redact) {
    const hide = (_, part) => (typeof part === 'string' ? redact(part) : part);
    return JSON.parse(JSON.stringify(value, hide));
}
function decode(text) {
    try {
        return decodeURIComponent(text);
    }
    catch {
        return text; // not URL-encoded
    }
}
const service = zod__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({
    id: zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().regex(/^[A-Za-z0-9][A-Za-z0-9_.-]*$/),
    network: zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().optional(),
    ports: zod__WEBPACK_IMPORTED_MODULE_3__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP()).optional(),
});
/** Reads `${{ toJSON(job.services) }}`; empty or `null` (a job without services) is none. Throws `usage`. */
function parseServices(text) {
    if (!text?.trim() || text.trim() === 'null')
        return {};
    const hint = 'Write services: $' + '{{ toJSON(job.services) }} in the workflow.';
    let value;
    try {
        value = JSON.parse(text);
    }
    catch (cause) {
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('usage', 'services is not JSON', { hint, cause });
    }
    const parsed = zod__WEBPACK_IMPORTED_MODULE_3__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP(), service).safeParse(value);
    if (!parsed.success)
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('usage', 'services is not a map of service containers', { hint });
    return parsed.data;
}
/** Where a run comes from, as far as the environment says. Public: it stands in manifests. */
function originOf(env, host) {
    const named = {
        repository: env['GITHUB_REPOSITORY'],
        workflow: env['GITHUB_WORKFLOW'],
        run: env['GITHUB_RUN_ID'],
        attempt: env['GITHUB_RUN_ATTEMPT'],
        commit: env['GITHUB_SHA'],
        actor: env['GITHUB_ACTOR'] ?? env['USER'],
        event: env['GITHUB_EVENT_NAME'],
        host,
    };
    return Object.fromEntries(Object.entries(named).flatMap(([name, value]) => (value ? [[name, value.slice(0, 500)]] : [])));
}
/** A name for this run that no other has. */
function makeRunId() {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(6).toString('hex');
}
/**
 * Tunes this process to what it does most: streaming. The heap stays small and what is thrown away are large buffers;
 * marking the heap in many small steps beside the work took a sixth of a backup's time, in one go it takes none to speak of.
 */
function tuneProcess() {
    (0,node_v8__WEBPACK_IMPORTED_MODULE_1__.setFlagsFromString)('--no-incremental-marking');
}
/**
 * Lets the process end by itself, as soon as nothing is left to do. Told to exit, Node waits for the threads that compile,
 * and one of those may wait for a garbage collection that never comes: the process would hang with all its work done.
 * `exit` is for a connection that is still open, or a program that does not die: two seconds later they are not waited for.
 */
function endByItself(signals, exit) {
    for (const name of signals)
        process.removeAllListeners(name);
    setTimeout(exit, 2000).unref();
}


/***/ })

};
