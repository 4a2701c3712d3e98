/**
 * The commits of other people's actions that our workflows use; `script/pin` moves them to a newer release. Ours goes by its
 * moving tag: a file cannot name the commit that it is in.
 */
export const pins = {
  'actions/checkout': { sha: '08c6903cd8c0fde910a37f88322edcfb5dd907a8', version: 'v5.0.0' },
  'actions/configure-pages': { sha: '983d7736d9b0ae728b81ab479565c72886d7745b', version: 'v5.0.0' },
  'actions/upload-pages-artifact': { sha: '7b1f4a764d45c48632c6b24a0339c27f5614fb0b', version: 'v4.0.0' },
  'actions/deploy-pages': { sha: 'd6db90164ac5ed86f2b6aed7e0febac5b3c0c03e', version: 'v4.0.5' },
  'aws-actions/configure-aws-credentials': { sha: 'a03048d87541d1d9fcf2ecf528a4a65ba9bd7838', version: 'v5.0.0' },
  'actions/upload-artifact': { sha: '330a01c490aca151604b8cf639adc76d48f6c5d4', version: 'v5.0.0' },
} as const

export const ourAction = 'backproof/backproof@v1'

/** "actions/checkout@08c6... # v5.0.0" */
export const pinned = (action: keyof typeof pins) => `${action}@${pins[action].sha} # ${pins[action].version}`
