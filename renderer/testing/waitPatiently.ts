import { configure } from '@testing-library/react';

// On a busy machine what a test waits for may take seconds; one that hangs ends with the test's limit.
configure({ asyncUtilTimeout: 20_000 });
