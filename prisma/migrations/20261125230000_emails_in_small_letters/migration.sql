-- A person is known on every platform by one address: stored in small letters from now on, so that the index finds it.
UPDATE "Person" SET email = lower(trim(email)) WHERE email <> lower(trim(email));
