import { cleanup, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { renderWithBridge } from '../../testing/renderWithBridge.tsx';
import { LicenceList } from './LicenceList.tsx';

const licences = [
  { name: 'react', version: '19.3.1', licence: 'MIT', text: 'Permission is granted' },
  { name: 'zod', version: '4.6.7', licence: 'MIT', text: '' },
];

function serve(...responses: Response[]): void {
  vi.stubGlobal('fetch', () => Promise.resolve(responses.shift() ?? Response.error()));
}

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe('LicenceList', () => {
  it('lists what is inside, and shows the text on demand', async () => {
    serve(Response.json(licences));
    const { user } = renderWithBridge(<LicenceList />);
    await user.click(await screen.findByRole('button', { name: /react/ }));
    expect(await screen.findByText('Permission is granted')).toBeDefined();
    expect(screen.getByText('2 packages by others, each under its own terms.')).toBeDefined();
  });

  it('finds a package by its name', async () => {
    serve(Response.json(licences));
    const { user } = renderWithBridge(<LicenceList />);
    await user.type(await screen.findByRole('searchbox'), 'ZO');
    expect(screen.getByRole('button', { name: /zod/ })).toBeDefined();
    expect(screen.queryByRole('button', { name: /react/ })).toBeNull();
  });

  it.each([
    ['missing', () => new Response('', { status: 404 })],
    ['not what it should be', () => Response.json({ name: 'react' })],
  ])('says when the list is %s, and tries again', async (_, broken) => {
    serve(broken(), Response.json(licences));
    const { user } = renderWithBridge(<LicenceList />);
    expect(await screen.findByRole('alert')).toBeDefined();
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('button', { name: /zod/ })).toBeDefined();
  });
});
