/** The few calls to GitHub's services. */
export { type Api, openApi } from './api.ts'
export { headPushedAt, lastLabelling, runApprover } from './approval.ts'
export { restoreDirectory, saveDirectory } from './cache.ts'
export { commentMaxLength, labelsOf, putStickyComment } from './comment.ts'
export { askPull, earlierPath, readBranch, readFileAt, requireCommit } from './content.ts'
export { mergeGroupOf, type PullRequest, pullRequestOf } from './event.ts'
export { putRollingIssue, type RollingIssue } from './issue.ts'
