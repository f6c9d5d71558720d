import type { DigestAction } from '../../domain/digest/digest.ts';

/** A question the board may put about a red action, from what its lead has left unsaid (DOMAIN 6). */
export function boardQuestion(action: DigestAction): string {
  if (!action.replied && action.asked) return 'Why has nobody replied, and is this still the position?';
  if (!action.replied && action.leads.length === 0)
    return 'Who will lead this, so that somebody can be asked?';
  if (action.recoveryStep.trim() === '') return 'What will put this right, who will do it and by when?';
  const late = action.originalLateness?.endsWith(' late') === true;
  if (late && action.revisedTimescale === null) return 'When will it now be done?';
  if (action.revisedTimescale !== null && !action.revisedApproved) {
    return 'Does the board agree the revised timescale?';
  }
  return 'Is the board assured that the recovery step is enough?';
}
