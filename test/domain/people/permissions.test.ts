import { describe, expect, it } from 'vitest';
import { may, type Permission } from '../../../src/domain/people/permissions.ts';
import type { Role } from '../../../src/domain/people/person.ts';
import { isLeadOf, isOpen, namedUpdater } from '../../../src/domain/plan/action-rules.ts';
import { actionStatuses } from '../../../src/domain/plan/document-facts.ts';
import { anAction, aPerson } from '../../support/builders.ts';

describe('may', () => {
  const table: [Permission, Role[]][] = [
    ['read-digest', ['pm', 'chair', 'member']],
    ['read-status', ['pm', 'chair']],
    ['run-cycle', ['pm']],
    ['see-own-actions', ['pm', 'chair', 'member', 'lead']],
  ];

  it.each(table)('%s is for %j alone', (permission, holders) => {
    for (const role of ['pm', 'chair', 'member', 'lead'] as const) {
      expect([role, may(aPerson('sam-barron', { roles: [role] }), permission)]).toEqual([
        role,
        holders.includes(role),
      ]);
    }
  });

  it('adds up the roles of somebody who has several', () => {
    expect(may(aPerson('sam-barron', { roles: ['lead', 'chair'] }), 'read-digest')).toBe(true);
  });

  it('gives somebody listed without a role their own actions and nothing else', () => {
    const person = aPerson('sam-barron', { roles: [] });
    expect(may(person, 'see-own-actions')).toBe(true);
    expect(may(person, 'read-digest')).toBe(false);
    expect(may(person, 'run-cycle')).toBe(false);
  });
});

describe('isLeadOf', () => {
  const action = anAction('0001', { responsible: ['sam-barron', 'kit-holloway'], strategic: ['ada-moor'] });

  it.each([
    ['sam-barron', true],
    ['kit-holloway', true],
    ['ada-moor', true],
    ['robin-pryce', false],
  ])('%s: %s', (id, expected) => {
    expect(isLeadOf(aPerson(id), action)).toBe(expected);
  });

  it('gives a project manager no right to reply for others', () => {
    expect(isLeadOf(aPerson('robin-pryce', { roles: ['pm', 'chair'] }), action)).toBe(false);
  });
});

describe('isOpen', () => {
  it('is true for what still has to be done and for nothing else', () => {
    const open = actionStatuses.filter((status) => isOpen(anAction('0001', { status })));
    expect(open).toEqual(['not-started', 'in-progress']);
  });
});

describe('namedUpdater', () => {
  it('is the first responsible lead, and nobody where none is confirmed', () => {
    expect(namedUpdater(anAction('0001', { responsible: ['kit-holloway', 'sam-barron'] }))).toBe(
      'kit-holloway',
    );
    expect(namedUpdater(anAction('0001', { responsible: [], strategic: ['ada-moor'] }))).toBeNull();
  });
});
