"""The built Windows client, tried under Wine: installed, driven by keyboard and mouse, upgraded, removed."""
