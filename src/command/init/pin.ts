/**
 * The commits of other people's actions that our workflows use; `script/pin` moves them to a newer release. Ours goes by its
 * moving tag: a file cannot name the commit that it is in.
 */
export const pins = {
  'actions/checkout': { sha: '08c6903cd8c0fde910a37f88322edcfb5dd907a8', version: 'v5.0.0' },
  'aws-actions/configure-aws-credentials': { sha: 'a03048d87541d1d9fcf2ecf528a4a65ba9bd7838', version: 'v5.0.0' },
} as const

export const ourAction = 'backproof/backproof@v1'

/** "actions/checkout@08c6... # v5.0.0" */
export const pinned = (action: keyof typeof pins) => `${action}@${pins[action].sha} # ${pins[action].version}`
