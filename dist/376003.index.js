export const id = 376003;
export const ids = [376003];
export const modules = {

/***/ 40982:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  init: () => (/* binding */ init)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./problem.js
var problem = __webpack_require__(35447);
// EXTERNAL MODULE: ./seal/seal.js + 17 modules
var seal = __webpack_require__(90864);
// EXTERNAL MODULE: ./words/words.js + 6 modules
var words = __webpack_require__(36364);
// EXTERNAL MODULE: ./command/project/policy-file.js
var policy_file = __webpack_require__(24895);
// EXTERNAL MODULE: ./command/project/project.js
var project = __webpack_require__(40433);
// EXTERNAL MODULE: ./command/project/within.js
var within = __webpack_require__(99373);
// EXTERNAL MODULE: ./policy/policy.js + 76 modules
var policy = __webpack_require__(35472);
;// CONCATENATED MODULE: ./command/init/answer.js




const nameHint = 'Use lower-case letters, digits and, after the first character, . _ -, as in: orders.';
function isName(text) {
    return /^[a-z0-9][a-z0-9._-]{0,62}$/.test(text) && !text.includes('..');
}
/** "orders=postgres", "app=./data/app.sqlite", "uploads=./uploads". Throws `usage`. */
function parseSource(text) {
    const at = text.indexOf('=');
    const [name, what] = [text.slice(0, at), text.slice(at + 1)];
    if (at < 1 || what === '') {
        throw new problem/* Problem */.AF('usage', `${JSON.stringify(text)} is not a source`, {
            hint: `Write ${examples.slice(0, -1).join(', ')} or ${examples.at(-1)}.`,
        });
    }
    if (!isName(name))
        throw new problem/* Problem */.AF('usage', `${JSON.stringify(name)} is not a valid source name`, { hint: nameHint });
    // A URL has a password in it, and this file is committed.
    if ((0,policy/* hasScheme */.EV)(what))
        throw addressGiven(name, what);
    const vague = policy/* engineNames */.Ry.find((engine) => (0,policy/* kindOf */.I)(engine).draft.vague?.words.test(what));
    const hint = vague && (0,policy/* kindOf */.I)(vague).draft.vague?.hint(name);
    if (hint !== undefined)
        throw new problem/* Problem */.AF('usage', `${JSON.stringify(text)} is not the name of a file or folder`, { hint });
    if (otherEngines.test(what) && !policy/* engineNames */.Ry.some((engine) => engine === what)) {
        throw new problem/* Problem */.AF('usage', `${JSON.stringify(text)} is neither a file or folder nor an engine`, {
            hint: `The engines are ${(0,words/* namesSome */.Tc)(policy/* engineNames */.Ry, policy/* engineNames */.Ry.length)}. For a folder of that name, write --source ${name}=./${what}.`,
        });
    }
    return draftOf(name, what);
}
const examples = policy/* engineNames */.Ry.map((engine) => `NAME=${(0,policy/* kindOf */.I)(engine).draft.example}`);
/** Of the first engine that takes the text for its own: the last one takes any. */
function draftOf(name, what) {
    const [draft] = policy/* engineNames */.Ry.flatMap((engine) => {
        const made = (0,policy/* kindOf */.I)(engine).draft.draft(name, what);
        return made ? [{ name, engine, ...made }] : [];
    });
    if (!draft)
        throw new Error(`no engine takes ${JSON.stringify(what)}`);
    return draft;
}
/** Never repeats the address. */
function addressGiven(name, url) {
    const [scheme = ''] = url.split(':');
    const { variables } = draftOf(name, scheme.toLowerCase());
    const [variable] = variables;
    const [first = ''] = examples;
    return new problem/* Problem */.AF('usage', `the address of ${name} does not belong in the policy`, {
        hint: variable
            ? `Write --source ${name}=${scheme.toLowerCase()}: the policy then reads it from the variable ${variable.name}.`
            : `Write --source ${first.replace('NAME', name)}: the policy then reads it from a variable.`,
    });
}
/** Alone they are meant as a kind of database, not as a folder. */
const otherEngines = /^(mysql|mariadb|mongo(db)?|redis|valkey|mssql|sqlserver|oracle|cassandra|clickhouse|cockroach(db)?|dynamodb|elasticsearch|s3|pg)$/i;
/** "s3://bucket/prefix", with a region, or a folder. Throws `usage`. */
function parseStore(text, region) {
    const s3 = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(.*?))?\/?$/.exec(text);
    if (s3) {
        if (region === undefined)
            throw new problem/* Problem */.AF('usage', `no region is given for ${text}`, { hint: 'Give --region, such as eu-north-1.' });
        return { kind: 's3', bucket: s3[1] ?? '', prefix: s3[2] ?? '', region };
    }
    if ((0,policy/* hasScheme */.EV)(text))
        throw new problem/* Problem */.AF('usage', `${JSON.stringify(text)} is not a store`, {
            hint: 'Write s3://BUCKET/PREFIX, or a folder.',
        });
    return { kind: 'directory', path: text };
}
/** A name for the project, of the folder that it is in. */
function projectNamed(folder) {
    const name = (0,external_node_path_.basename)(folder)
        .toLowerCase()
        .replaceAll(/[^a-z0-9._-]+/g, '-')
        .replaceAll(/\.\.+/g, '.')
        .replace(/^[^a-z0-9]+/, '');
    return isName(name) ? name : 'backups';
}
function requireProject(text) {
    if (isName(text))
        return text;
    throw new problem/* Problem */.AF('usage', `${JSON.stringify(text)} is not a valid project name`, { hint: nameHint });
}

// EXTERNAL MODULE: ./trust/trust.js + 8 modules
var trust = __webpack_require__(14389);
;// CONCATENATED MODULE: ./command/init/check.js





/** What of the answers does not fit this machine, with what to type. None of it is wrong where the backups run elsewhere. */
async function mistrust({ cwd }, { sources, store }) {
    const found = sources.flatMap((source) => ofSource(cwd, source));
    if (store.kind !== 'directory')
        return found;
    const path = (0,external_node_path_.resolve)(cwd, store.path);
    const inside = sources.filter((one) => one.path?.kind === 'file or folder' && !(0,policy_file/* isOutside */._K)((0,external_node_path_.resolve)(cwd, one.path.path), path));
    return [
        ...found,
        ...inside.map(({ name }) => `the store ${store.path} is inside the source ${name}: each backup would contain all earlier ones. Move the store, or write exclude: ["${path}/"] of ${name}.`),
        ...(await ofStore(path, store.path)),
    ];
}
function ofSource(cwd, source) {
    if (!source.path)
        return [];
    const { name } = source;
    const { path, kind, folder } = source.path;
    const there = (0,policy_file/* pathFrom */.Iw)(cwd, path);
    if (!(0,external_node_fs_.existsSync)(there)) {
        return [
            `the source ${name}: there is no ${kind} ${path} in ${cwd}. Correct path in the policy, unless it will be created later.`,
        ];
    }
    if (folder !== undefined && (0,external_node_fs_.statSync)(there).isDirectory())
        return [`the source ${name}: ${path} is ${folder}`];
    return [];
}
/** Sealed backups that are committed stay in the history of the repository, and are pushed with it. */
async function ofStore(path, said) {
    const root = await (0,trust/* rootOf */.I5)(path);
    if (root === undefined)
        return [];
    const below = (0,external_node_path_.relative)(root, path);
    const ignored = await (0,promises_.readFile)((0,external_node_path_.join)(root, '.gitignore'), 'utf8').catch((error) => {
        if (error.code === 'ENOENT')
            return '';
        throw error;
    });
    const lines = ignored.split(/\r?\n/).map((line) => line.trim().replace(/^\//, '').replace(/\/$/, ''));
    if (below !== '' && lines.includes(below))
        return [];
    const what = below === ''
        ? 'Give --store a folder outside it.'
        : `Run \`echo '/${below}/' >> ${(0,external_node_path_.join)(root, '.gitignore')}\`, or give --store a folder outside it, preferably on another disk.`;
    return [`the store ${said} is inside the git work tree ${root}: backups would be committed with the code. ${what}`];
}

;// CONCATENATED MODULE: ./command/init/policy.js

/** A first policy: daily backups, read every day, restored every week, thinned with age. */
function policyOf({ project, timezone, recipients, store, sources }) {
    return `# What is backed up, when, where to, how long it is kept and how it is proven. docs/policy.md explains every key.
version: 1
project: ${project}
timezone: ${timezone}

stores:
${storeLines(store)}

encryption:
  recipients: [${recipients.join(', ')}]

defaults:
  schedule: "0 2 * * *"
  retention: { keep: { daily: 7, weekly: 4, monthly: 12 }, grace: 7d }

sources:
${sources.map(sourceLines).join('\n')}
`;
}
function storeLines(store) {
    if (store.kind === 'directory')
        return `  disk: { directory: { path: ${(0,policy/* quoted */.TL)(store.path)} } }`;
    const prefix = store.prefix === '' ? '' : `, prefix: ${(0,policy/* quoted */.TL)(store.prefix)}`;
    return `  # No keys here: the workflows log in to AWS with OpenID Connect.
  primary: { s3: { bucket: ${store.bucket}, region: ${store.region}${prefix} } }`;
}
function sourceLines(source) {
    return [
        `  ${source.name}:`,
        `    engine: ${source.engine}`,
        ...source.lines.map((line) => `    ${line}`),
        // A day, and the hour that is put in when summer time ends; a week of proofs, and a day for the runner.
        '    objectives: { rpo: 26h, verified-within: 8d }',
        ...placeLines(source),
        '    verify:',
        '      read: "0 3 * * *"',
        '      restore: "0 4 * * 1"',
    ].join('\n');
}
/** Of a server, where `restore --what` would bring it back to; a comment, because a first policy has no such place. */
function placeLines({ variables: [variable] }) {
    const place = variable?.name.replace(/(_DATABASE)?_URL$/, '_RESTORE_URL');
    if (place === undefined || place === variable?.name)
        return [];
    return [`    # recovery: { into: "\${${place}}" } # where \`restore --what\` brings it back to`];
}

;// CONCATENATED MODULE: ./command/init/cron.js

/**
 * A line for a crontab that works as it is pasted: cron starts it in the home directory, with a PATH that has neither this
 * program nor a Node that runs it, and without any variable of a shell. The key and the addresses come from files that only
 * this user can read.
 */
function cronSteps({ project }, variables, { cwd, program }) {
    const folder = '"$HOME"/.config/backproof';
    const key = `${folder}/${project}.key`;
    const addresses = `${folder}/${project}.env`;
    const words = program ?? ['backproof'];
    const [interpreter] = program ?? [];
    const path = [...new Set([...(interpreter ? [(0,external_node_path_.dirname)(interpreter)] : []), ...usualPath])].join(':');
    const settings = [`PATH=${quoted(path)}`, `BACKPROOF_SECRET_KEY_FILE=${key}`].join(' ');
    const load = variables.length > 0 ? ` && set -a && . ${addresses} && set +a` : '';
    const command = `cd ${quoted(cwd)}${load} && ${settings} ${words.map(quoted).join(' ')} run --apply`;
    return [
        {
            what: 'Store what it needs where only you can read it: paste the rsec1... key when the second line waits, then press Enter and Ctrl-D',
            commands: [
                `mkdir -p ${folder}`,
                `(umask 077 && cat > ${key})`,
                ...(variables.length > 0
                    ? [
                        `(umask 077 && cat > ${addresses})   # likewise, one per line: ${variables.map(({ name, example }) => `${name}='${example}'`).join(' ')}`,
                    ]
                    : []),
            ],
        },
        {
            what: 'Run it on a schedule: a line for crontab -e (GitHub cannot reach a folder on this machine)',
            // To cron a percent sign is a newline.
            commands: [`7,37 * * * * ${command.replaceAll('%', '\\%')}`],
        },
    ];
}
const usualPath = ['/usr/local/bin', '/usr/bin', '/bin'];
/** For sh. */
const quoted = (text) => (/^[\w./:=-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);

;// CONCATENATED MODULE: ./command/init/pin.js
/**
 * The commits of other people's actions that our workflows use; `script/pin` moves them to a newer release. Ours goes by its
 * moving tag: a file cannot name the commit that it is in.
 */
const pins = {
    'actions/checkout': { sha: '08c6903cd8c0fde910a37f88322edcfb5dd907a8', version: 'v5.0.0' },
    'actions/configure-pages': { sha: '983d7736d9b0ae728b81ab479565c72886d7745b', version: 'v5.0.0' },
    'actions/upload-pages-artifact': { sha: '7b1f4a764d45c48632c6b24a0339c27f5614fb0b', version: 'v4.0.0' },
    'actions/deploy-pages': { sha: 'd6db90164ac5ed86f2b6aed7e0febac5b3c0c03e', version: 'v4.0.5' },
    'aws-actions/configure-aws-credentials': { sha: 'a03048d87541d1d9fcf2ecf528a4a65ba9bd7838', version: 'v5.0.0' },
    'actions/upload-artifact': { sha: '330a01c490aca151604b8cf639adc76d48f6c5d4', version: 'v5.0.0' },
};
const ourAction = 'backproof/backproof@v1';
/** "actions/checkout@08c6... # v5.0.0" */
const pinned = (action) => `${action}@${pins[action].sha} # ${pins[action].version}`;

;// CONCATENATED MODULE: ./command/init/workflow.js

/** The workflows of a new policy, by their names below .github/workflows. */
function workflowsOf(answers) {
    return {
        'scheduled.yml': scheduled(answers),
        'prove.yml': prove(answers),
        'prune.yml': prune(answers),
        'pr-plan.yml': plan(answers),
    };
}
/** The environment of each job that has a secret or may write, and the variable that names its role. */
const environments = {
    backup: 'BACKUP_ROLE_ARN',
    'backup-proof': 'BACKUP_PROOF_ROLE_ARN',
    'backup-prune': 'BACKUP_PRUNE_ROLE_ARN',
};
const region = ({ store }) => (store.kind === 's3' ? store.region : '');
const checkout = `      - uses: ${pinned('actions/checkout')}
        with:
          persist-credentials: false
`;
const logIn = (answers, role, condition = '') => `      - ${condition}uses: ${pinned('aws-actions/configure-aws-credentials')}
        with:
          role-to-assume: \${{ vars.${role} }}
          aws-region: ${region(answers)}
`;
const permissions = (rest = '') => `    permissions:
      contents: read    # the policy file
${rest}      id-token: write   # OpenID Connect with AWS
`;
/** A job with an environment: its secrets are for this job alone, and its token names the environment. */
const environment = (name) => `    # Allow this environment for the default branch only. The role trusts repo:OWNER/NAME:environment:${name}: such a job's
    # token names no branch.
    environment: ${name}
`;
/** One of each name, whatever the number of sources that need it. */
function services({ sources }) {
    const needed = new Map(sources.flatMap(({ service }) => (service ? [[service.name, service]] : [])));
    if (needed.size === 0)
        return '';
    const lines = [...needed.values()].flatMap(({ name, because, image, env, options }) => [
        `      # ${because}`,
        `      ${name}:`,
        `        image: ${image}`,
        '        env:',
        ...Object.entries(env).map(([key, value]) => `          ${key}: ${value}`),
        `        options: ${options}`,
    ]);
    return ['    services:', ...lines, ''].join('\n');
}
function scheduled(answers) {
    const variables = answers.sources.flatMap((source) => source.variables.map(({ name }) => name));
    const own = services(answers);
    return `# Backs up what is due. The policy has the real schedules: this workflow only runs often enough. If GitHub delays or drops
# a run, the next one makes up for it.
name: Backup

on:
  schedule:
    # Not on the hour, when GitHub is busiest.
    - cron: '7,37 * * * *'
  workflow_dispatch:

permissions: {}

# One at a time, never cancelled half-way.
concurrency:
  group: backup
  cancel-in-progress: false

jobs:
  backup:
    runs-on: ubuntu-latest
    timeout-minutes: 120
${environment('backup')}${permissions()}${own}    steps:
${checkout}
      # They last an hour. For longer jobs: role-duration-seconds, and the role's maximum session duration.
${logIn(answers, 'BACKUP_ROLE_ARN')}
      - uses: ${ourAction}
        with:
          # Nothing is deleted here: prune.yml does that, with its own role.
          command: run
${own === '' ? '' : '          services: ${{ toJSON(job.services) }}\n'}${variables.length === 0
        ? ''
        : `        env:
          # The secret key is not here: this job writes backups that it cannot read.
${variables.map((name) => `          ${name}: \${{ secrets.${name} }}\n`).join('')}`}`;
}
function prove(answers) {
    return `# Proves what is due: every day the newest backup of each source is read whole, every week it is restored into a throw-away
# place and compared with the dump. The policy has the real schedules: this workflow only runs often enough.
name: Prove the backups

on:
  schedule:
    - cron: '23 1,7,13,19 * * *'
  workflow_dispatch:

permissions: {}

concurrency:
  group: backup-proof
  cancel-in-progress: false

jobs:
  verify:
    runs-on: ubuntu-latest
    timeout-minutes: 180
    # The secret key is a secret of this environment only, so no other job can read backups.
${environment('backup-proof')}${permissions()}    steps:
${checkout}
      # They last an hour. For longer jobs: role-duration-seconds, and the role's maximum session duration.
${logIn(answers, 'BACKUP_PROOF_ROLE_ARN')}
      - uses: ${ourAction}
        with:
          command: verify
          due: true
        env:
          BACKPROOF_SECRET_KEY: \${{ secrets.BACKPROOF_SECRET_KEY }}
`;
}
function prune(answers) {
    return `# Deletes the backups that the policy no longer keeps. Only this workflow's role may delete: the job that backs up cannot
# delete its backups, and this one has neither a database's address nor a key.
name: Prune the backups

on:
  schedule:
    - cron: '41 5 * * *'
  workflow_dispatch:

permissions: {}

# The group of the backups: the two wait for each other.
concurrency:
  group: backup
  cancel-in-progress: false

jobs:
  prune:
    runs-on: ubuntu-latest
    timeout-minutes: 60
${environment('backup-prune')}${permissions()}    steps:
${checkout}
${logIn(answers, 'BACKUP_PRUNE_ROLE_ARN')}
      - uses: ${ourAction}
        with:
          command: prune
          # Without this line, retention only shows what it would delete.
          apply: true
`;
}
function plan(answers) {
    const fork = "if: ${{ github.event_name == 'merge_group' || github.event.pull_request.head.repo.full_name == github.repository }}\n        ";
    return `# Shows what a change of the policy would do, as a comment on the pull request and as a check. The check fails if backups
# would be deleted that should stay, if anyone new could read, write, delete or take something, or if an objective would
# break. A label lets it pass, for the commit that was labelled.
name: Backup plan

on:
  pull_request:
    # A new label may be the one that approves.
    types: [opened, synchronize, reopened, labeled, unlabeled]
    # As a required check, leave the paths out: GitHub waits forever for a required workflow that they skip.
    paths:
      - .github/backup-policy.yml
  merge_group:

permissions: {}

concurrency:
  group: backup-plan-\${{ github.event.pull_request.number || github.ref }}
  cancel-in-progress: false

jobs:
  plan:
    runs-on: ubuntu-latest
    timeout-minutes: 15
${permissions('      pull-requests: write    # the comment\n')}    steps:
${checkout}
      # A role that only lists and reads. A pull request from a fork gets none, and the plan then shows what it can.
${logIn(answers, 'BACKUP_PLAN_ROLE_ARN', fork)}
      - uses: ${ourAction}
        with:
          command: plan
`;
}

;// CONCATENATED MODULE: ./command/init/step.js


function stepsLeft(answers, at) {
    const { store, sources } = answers;
    const needed = sources.flatMap((source) => source.variables);
    const variables = needed.map(({ name }) => name);
    const given = needed.map(({ name, example }) => `export ${name}='${example}'`);
    const here = {
        what: 'Check, back up and prove, on this machine',
        commands: ['export BACKPROOF_SECRET_KEY=rsec1...', ...given, 'backproof doctor', 'backproof run', 'backproof list'],
    };
    if (store.kind === 'directory') {
        return [here, ...cronSteps(answers, needed, at)];
    }
    const names = Object.keys(environments);
    return [
        {
            what: 'Create the environments, each for the default branch only',
            commands: names.map((name) => `gh api -X PUT "repos/{owner}/{repo}/environments/${name}" -F "deployment_branch_policy[protected_branches]=true" -F "deployment_branch_policy[custom_branch_policies]=false"`),
        },
        {
            what: 'Give each one only the secrets that it needs',
            commands: [
                ...variables.map((name) => `gh secret set ${name} --env backup`),
                'gh secret set BACKPROOF_SECRET_KEY --env backup-proof',
            ],
        },
        {
            what: 'Create the bucket with versioning, the provider of GitHub’s tokens (once per AWS account: EntityAlreadyExists means that it exists), and a role for each job (fill in ACCOUNT and OWNER/NAME)',
            commands: [
                createBucket(store),
                `aws s3api put-bucket-versioning --bucket ${store.bucket} --versioning-configuration Status=Enabled`,
                // Once per account; the roles below trust it.
                `aws iam create-open-id-connect-provider --url https://${issuer} --client-id-list sts.amazonaws.com`,
                ...roles(store).flatMap(({ name, subject, statements }) => [
                    `aws iam create-role --role-name ${name} --assume-role-policy-document '${step_trust(subject)}'`,
                    `aws iam put-role-policy --role-name ${name} --policy-name backups --policy-document '${step_document(statements)}'`,
                ]),
            ],
        },
        {
            what: 'Tell each workflow its role',
            commands: roles(store).map(({ name, variable }) => `gh variable set ${variable} --body arn:aws:iam::ACCOUNT:role/${name}`),
        },
        {
            what: 'Start the first runs once this is merged',
            commands: ['gh workflow run scheduled.yml', 'gh workflow run prove.yml'],
        },
    ];
}
/** S3 refuses us-east-1 as a constraint: it is what a bucket without one gets. */
function createBucket({ bucket, region }) {
    const constraint = region === 'us-east-1' ? '' : ` --create-bucket-configuration LocationConstraint=${region}`;
    return `aws s3api create-bucket --bucket ${bucket} --region ${region}${constraint}`;
}
const issuer = 'token.actions.githubusercontent.com';
/**
 * What each job may write, by the objects' kinds (docs/format.md): the job that backs up marks, holds, tags and deletes
 * nothing. Who prunes also heals, holds and tags.
 */
const writes = {
    backup: [
        'data/*',
        'keys/*',
        'manifests/*',
        'proofs/*',
        'runs/*',
        'lease.json',
        '.alerts/*',
        '.drills/*',
        '.keys/*',
        'RECOVERY*',
    ],
    'backup-proof': ['proofs/*', 'runs/*', '.alerts/*', '.drills/*'],
    'backup-prune': ['*'],
};
/** One role for each job, as docs/operations.md has them. */
function roles({ bucket, prefix }) {
    const arn = `arn:aws:s3:::${bucket}`;
    const below = `${arn}/${prefix === '' ? '' : `${prefix}/`}`;
    const reads = [
        { Effect: 'Allow', Action: 's3:ListBucket', Resource: arn },
        { Effect: 'Allow', Action: 's3:GetObject', Resource: `${below}*` },
    ];
    const puts = (kinds, action) => ({
        Effect: 'Allow',
        Action: action,
        // What begins with a dot, or a capital, is of no source's folder.
        Resource: kinds.map((kind) => (/^[*.A-Z]/.test(kind) ? `${below}${kind}` : `${below}*/${kind}`)),
    });
    const deleting = [
        's3:PutObject',
        's3:AbortMultipartUpload',
        's3:DeleteObject',
        's3:GetObjectRetention',
        's3:GetObjectLegalHold',
    ];
    const of = (name, action) => ({
        name: `backproof-${name}`,
        variable: environments[name],
        subject: `repo:OWNER/NAME:environment:${name}`,
        statements: [...reads, puts(writes[name], action)],
    });
    return [
        of('backup', ['s3:PutObject', 's3:AbortMultipartUpload']),
        of('backup-proof', 's3:PutObject'),
        of('backup-prune', deleting),
        {
            name: 'backproof-plan',
            variable: 'BACKUP_PLAN_ROLE_ARN',
            subject: 'repo:OWNER/NAME:pull_request',
            statements: reads,
        },
    ];
}
const step_document = (statements) => JSON.stringify({ Version: '2012-10-17', Statement: statements });
function step_trust(subject) {
    return step_document([
        {
            Effect: 'Allow',
            Principal: { Federated: `arn:aws:iam::ACCOUNT:oidc-provider/${issuer}` },
            Action: 'sts:AssumeRoleWithWebIdentity',
            Condition: { StringEquals: { [`${issuer}:aud`]: 'sts.amazonaws.com', [`${issuer}:sub`]: subject } },
        },
    ]);
}

;// CONCATENATED MODULE: ./command/init/init.js














/** Writes a policy and workflows that fit each other, and lists the remaining manual steps. Asks on a terminal. */
const init = async (world, options) => {
    if (world.env['GITHUB_ACTIONS'] === 'true') {
        throw new problem/* Problem */.AF('usage', 'init does not run in a workflow: it may print a secret key', {
            hint: 'Run `backproof init` on your own machine and commit what it writes.',
        });
    }
    const { answers, made, kept = false } = await answer(world, options);
    const files = filesOf(answers, options);
    refuseMistakes(world, files);
    const warnings = await mistrust(world, answers);
    await writeAll(world, files, options.replace ?? false);
    for (const warning of warnings)
        world.log.warning(warning);
    const paths = files.map(({ path }) => path);
    const steps = stepsLeft(answers, world);
    const { recipients } = answers;
    const json = {
        version: 1,
        files: paths,
        recipient: recipients[0],
        recipients,
        ...(made ? { secret: made } : {}),
        steps,
        warnings,
    };
    const text = () => [
        (0,words/* table */.tp)(paths.map((path) => ['wrote', path])),
        ...(made ? [secretText(made)] : []),
        ...(kept ? [keptText(recipients)] : []),
        'What is left for you to do:',
        ...steps.map(({ what, commands }, i) => [`${i + 1}. ${what}`, ...commands.map((line) => `   ${line}`)].join('\n')),
    ].join('\n\n');
    return { json, text, problems: [] };
};
const secretText = (secret) => [
    `secret     ${secret}`,
    '',
    'It opens every backup: keep two copies, away from the backups and from this repository. It is shown only once.',
].join('\n');
const keptText = (recipients) => [
    ...recipients.map((recipient) => `kept       ${recipient}`),
    '',
    'The recipients come from the policy that was replaced: the same keys open the backups. Use --recipient to name another.',
].join('\n');
async function answer(world, options) {
    const { ask } = world;
    /** A mistake at a question is said, and the question asked again: the other answers are not lost. */
    const asked = async (said, question, parse) => {
        if (said !== undefined || !ask)
            return parse(said ?? '');
        for (;;) {
            try {
                return parse((await ask(question)).trim());
            }
            catch (error) {
                if (!(0,problem/* isProblem */.AN)(error, 'usage', 'key-invalid'))
                    throw error;
                world.log.error(`${error.message}. ${error.hint ?? ''}`.trim());
            }
        }
    };
    const named = projectNamed(world.cwd);
    const project = await asked(options.project, `Name of the project [${named}] `, (text) => requireProject(text || named));
    const sources = options.source?.map(parseSource) ?? (ask ? await askSources(asked) : []);
    const [first] = sources;
    const twice = sources.find(({ name }, i) => sources.findIndex((other) => other.name === name) !== i);
    if (twice)
        throw twiceCalled(twice.name);
    if (!first) {
        throw new problem/* Problem */.AF('usage', 'nothing to back up is named', {
            hint: 'Give --source NAME=postgres (or mysql, valkey, nats ...), NAME=app.sqlite, NAME=env:API_KEY,SHOP_* or NAME=./folder; repeat it for more sources.',
        });
    }
    const regionOf = (text) => text.startsWith('s3://') && ask
        ? asked(options.region, 'Region of the bucket [eu-north-1] ', (region) => region || 'eu-north-1')
        : options.region;
    const where = await asked(options.store, 'Store: s3://BUCKET/PREFIX, or a folder [./backups] ', (text) => {
        const place = text || './backups';
        // Whether it can be parsed; its region is asked for next.
        parseStore(place, options.region ?? 'eu-north-1');
        return place;
    });
    const store = parseStore(where, await regionOf(where));
    const timezone = options.timezone ?? Intl.DateTimeFormat().resolvedOptions().timeZone ?? 'UTC';
    const old = options.replace && options.recipient === undefined ? await recipientsThere(world, options) : [];
    if (old.length > 0)
        return { answers: { project, timezone, sources, store, recipients: old }, kept: true };
    const key = 'Public key that opens the backups (rpub1...; leave empty to make a pair now) ';
    const given = await asked(options.recipient, key, (text) => (text === '' ? undefined : requireRecipient(text)));
    const pair = given === undefined ? (0,seal/* generateKeys */.w_)() : undefined;
    const answers = { project, timezone, sources, store, recipients: [given ?? pair?.recipient ?? ''] };
    return { answers, ...(pair ? { made: pair.secret } : {}) };
}
/** Of the policy that --replace writes over; none where there is no policy. A new key would open none of the backups so far. */
async function recipientsThere(world, { policy = policyPath }) {
    if (!(0,external_node_fs_.existsSync)((0,policy_file/* pathFrom */.Iw)(world.cwd, policy)))
        return [];
    const there = await (0,policy_file/* readPolicy */.T4)(world, policy);
    const blind = (0,within/* withPlaceholders */.r)(world, [there]);
    try {
        return (0,project/* makeProject */.M)({ ...blind, log: { ...blind.log, fault: () => { } } }, there, []).policy.encryption.recipients;
    }
    catch (cause) {
        if (!(0,problem/* isProblem */.AN)(cause))
            throw cause;
        throw new problem/* Problem */.AF('usage', `${policy} cannot be parsed, so its recipients are not known: ${cause.message}`, {
            hint: 'Name the public key that opens the backups with --recipient rpub1..., or move the file away to make a new pair.',
            cause,
        });
    }
}
async function askSources(asked) {
    const sources = [];
    for (;;) {
        const hint = sources.length === 0
            ? 'orders=postgres, app=app.sqlite, vars=env:API_KEY,SHOP_*, uploads=./uploads'
            : 'leave empty to finish';
        const source = await asked(undefined, `What to back up, NAME=WHAT (${hint}) `, (text) => {
            if (text === '' && sources.length > 0)
                return undefined;
            const made = parseSource(text);
            if (sources.some(({ name }) => name === made.name))
                throw twiceCalled(made.name);
            return made;
        });
        if (!source)
            return sources;
        sources.push(source);
    }
}
const twiceCalled = (name) => new problem/* Problem */.AF('usage', `two sources are called ${name}`, { hint: 'Give each its own name.' });
function requireRecipient(text) {
    const fault = (0,seal/* recipientFault */.cB)(text);
    if (fault === undefined)
        return text;
    throw new problem/* Problem */.AF('key-invalid', `the recipient ${fault}`, { hint: 'Make one with `backproof keys generate`.' });
}
const [policyPath] = policy_file/* defaultPaths */.KJ;
/** A folder of this machine is out of reach of GitHub's runners: no workflow would find it again. */
function filesOf(answers, { policy = policyPath }) {
    const workflows = answers.store.kind === 's3' ? Object.entries(workflowsOf(answers)) : [];
    return [
        { path: policy, text: policyOf(answers) },
        ...workflows.map(([name, text]) => ({ path: `.github/workflows/${name}`, text })),
    ];
}
/** What is written can be parsed: a region or a zone that was mistyped is said now, not tonight. */
function refuseMistakes(world, [policy]) {
    if (policy)
        (0,project/* makeProject */.M)((0,within/* withPlaceholders */.r)(world, [policy]), policy, []);
}
async function writeAll(world, files, replace) {
    const there = replace ? [] : files.filter(({ path }) => (0,external_node_fs_.existsSync)((0,policy_file/* pathFrom */.Iw)(world.cwd, path)));
    if (there[0]) {
        throw new problem/* Problem */.AF('usage', `${there.map(({ path }) => path).join(', ')}: already exists`, {
            hint: 'Give --replace to overwrite it, or move it away.',
        });
    }
    for (const { path, text } of files) {
        const file = (0,policy_file/* pathFrom */.Iw)(world.cwd, path);
        try {
            await (0,promises_.mkdir)((0,external_node_path_.dirname)(file), { recursive: true });
            await (0,promises_.writeFile)(file, text, { flag: replace ? 'w' : 'wx' });
        }
        catch (cause) {
            throw new problem/* Problem */.AF('usage', `${path} cannot be written: ${(0,words/* reasonOf */.A3)(cause)}`, {
                hint: 'Check the permissions of the folder, or run init in another one.',
                cause,
            });
        }
    }
}


/***/ }),

/***/ 99373:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ withPlaceholders),
/* harmony export */   y: () => (/* binding */ openWithin)
/* harmony export */ });
/* harmony import */ var _policy_policy_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(35472);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(35447);
/* harmony import */ var _project_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(40433);



/**
 * A policy that is not merged. No value of the environment gets into it: a variable is only ever sent to what the merged
 * policy names. Of its stores those are read that the merged policy has, and has at the same address with the same keys.
 */
function openWithin(world, file, files, merged) {
    const blind = withPlaceholders(world, [file, merged?.file, ...files]);
    const quiet = { ...blind, log: { ...blind.log, fault: () => { } } };
    // Both use the same stand-ins: equal values are equal as written.
    const known = merged && (0,_project_js__WEBPACK_IMPORTED_MODULE_2__/* .makeProject */ .M)(quiet, merged.file, []).policy.stores;
    const openStore = async (name) => {
        const theirs = project.policy.stores[name];
        if (!merged || !known || !theirs || addressOf(known[name]) !== addressOf(theirs)) {
            throw new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF('untrusted', `${name} is new or moved: it is not contacted before this is merged`, {
                hint: 'Its contents count once the change is merged.',
            });
        }
        return (await merged.project.place(name)).store;
    };
    const project = (0,_project_js__WEBPACK_IMPORTED_MODULE_2__/* .makeProject */ .M)({ ...blind, openStore }, file, []);
    return project;
}
/**
 * Everything that decides where a store is and what is sent to it, but not how long copies stay there or how they are
 * written.
 */
function addressOf(config) {
    if (config?.kind === 'directory')
        return JSON.stringify([config.kind, config.path]);
    if (!config)
        return undefined;
    const { kind, bucket, region, prefix, endpoint, insecure, pathStyle } = config;
    const { accessKeyId, secretAccessKey, sessionToken } = config;
    return JSON.stringify([
        [kind, bucket, region, prefix, endpoint, insecure, pathStyle],
        [accessKeyId, secretAccessKey, sessionToken],
    ]);
}
/** A world without any value of the environment: each variable that these files name has a stand-in of its own. */
function withPlaceholders(world, files) {
    const names = [...new Set(files.flatMap((file) => (file ? (0,_policy_policy_js__WEBPACK_IMPORTED_MODULE_0__/* .secretNames */ .XG)(file.text) : [])))].sort();
    // Each its own: two buckets must not look like one.
    return { ...world, env: Object.fromEntries(names.map((name, i) => [name, `not-known-here-${i + 1}`])) };
}


/***/ })

};
