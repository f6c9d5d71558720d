import type { ChasedReplies } from '../../use-cases/delivery/chase-replies.ts';

const leadCount = (count: number) => `${count} ${count === 1 ? 'lead' : 'leads'}`;

/** What reminding everybody has done, in sentences. */
export function chasedWords({ reminded, remindedToday, unreachable }: ChasedReplies): string {
  const sentences = [
    reminded > 0
      ? `Reminders are on their way: ${leadCount(reminded)} will get a reminder.`
      : 'Nobody new to remind.',
    remindedToday > 0
      ? `${leadCount(remindedToday)} had a reminder today already and will not get another.`
      : '',
    unreachable > 0 ? `${leadCount(unreachable)} cannot be reached in Teams.` : '',
  ];
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

/** What reminding one lead has done. */
export function remindedWords({ reminded, remindedToday, unreachable }: ChasedReplies, name: string): string {
  if (reminded > 0) return `A reminder is on its way to ${name}.`;
  if (remindedToday > 0) return `${name} had a reminder today already and will not get another.`;
  if (unreachable > 0) return `${name} cannot be reached in Teams, so no reminder was sent.`;
  return `${name} has nothing left to answer, so no reminder was sent.`;
}
