/** The few calls to GitHub's services. */
export { type Api, openApi } from './api.ts'
export { headPushedAt, type Labelling, lastLabelling } from './approval.ts'
export { restoreDirectory, saveDirectory } from './cache.ts'
export { commentMaxLength, labelsOf, putStickyComment } from './comment.ts'
export { askPull, earlierPath, type Repository, readBranch, readFileAt, requireCommit } from './content.ts'
export { type MergeGroup, mergeGroupOf, type PullRequest, pullRequestOf } from './event.ts'
